package exchange

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// The encodings that [Decode] tells apart, as people know them.
const (
	UTF8        = "UTF-8"
	UTF16LE     = "UTF-16 LE"
	UTF16BE     = "UTF-16 BE"
	Windows1252 = "Windows-1252"
)

// Errors of files that hold no text.
var (
	ErrSpreadsheet = errors.New("this is a spreadsheet or a compressed file: open it and save it as CSV")
	ErrBinary      = errors.New("this is no text file: export it as CSV")
	ErrWebPage     = errors.New("this is a web page, perhaps the one that asks to log in: log in, export again, and save the CSV")
	ErrXML         = errors.New("this is XML: export it as CSV")
	ErrEmpty       = errors.New("the file is empty")
	ErrCut         = errors.New("the file ends in the middle of a character: it was not written or copied whole")
)

// Decode returns the text of a file as UTF-8 without a byte order mark, and the
// encoding that the file was in. A file that is not UTF-8 is taken for
// Windows-1252, which spreadsheets in western countries write. A file that is
// UTF-8, or whose mark says so, but has some broken bytes is refused with the
// line of the first, because nobody knows what they were. Decode reads from the
// beginning, wherever the file stands.
func Decode(file io.ReadSeeker) (io.Reader, string, error) {
	head := make([]byte, 4096)
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil, "", fmt.Errorf("rewind: %w", err)
	}
	n, err := io.ReadFull(file, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, "", fmt.Errorf("read the beginning: %w", err)
	}
	name, err := sniff(head[:n])
	if err != nil {
		return nil, "", err
	}
	switch name {
	case UTF8:
		name, err = utf8OrOlder(file, bytes.HasPrefix(head, []byte(mark)))
	case UTF16LE, UTF16BE:
		err = whole16(file)
	}
	if err != nil {
		return nil, "", err
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil, "", fmt.Errorf("rewind: %w", err)
	}
	return transform.NewReader(file, decoder(name)), name, nil
}

// mark is how some files begin that are UTF-8.
const mark = "\uFEFF"

// sniff goes by the first bytes. UTF8 means that it may be.
func sniff(head []byte) (string, error) {
	begins := func(with ...string) bool {
		return slices.ContainsFunc(with, func(begin string) bool { return bytes.HasPrefix(head, []byte(begin)) })
	}
	switch {
	case len(bytes.TrimSpace(bytes.TrimPrefix(head, []byte(mark)))) == 0:
		return "", ErrEmpty
	case begins("PK\x03\x04", "\xD0\xCF\x11\xE0", "\x1F\x8B"):
		return "", ErrSpreadsheet
	case begins("%PDF", "{\\rtf"):
		return "", ErrBinary
	case begins("\xFF\xFE"):
		return UTF16LE, nil
	case begins("\xFE\xFF"):
		return UTF16BE, nil
	}
	if err := markup(head); err != nil {
		return "", err
	}
	// Without a mark, UTF-16 shows by every other byte of western text being 0.
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	switch most := len(head) / 4; {
	case zeros[0] == 0 && zeros[1] == 0:
		return UTF8, nil
	case zeros[1] > most && zeros[0] <= zeros[1]/8:
		return UTF16LE, nil
	case zeros[0] > most && zeros[1] <= zeros[0]/8:
		return UTF16BE, nil
	}
	return "", ErrBinary
}

// markup finds the pages that a tool gives instead of an export.
func markup(head []byte) error {
	text := strings.ToLower(string(bytes.TrimSpace(bytes.TrimPrefix(head, []byte(mark)))))
	for _, begin := range []string{"<!doctype", "<html", "<head", "<body", "<table", "<meta", "<style", "<script", "<!--"} {
		if strings.HasPrefix(text, begin) {
			return ErrWebPage
		}
	}
	if strings.HasPrefix(text, "<?xml") {
		return ErrXML
	}
	return nil
}

// whole16 finds that half a character is missing.
func whole16(file io.Seeker) error {
	size, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		return fmt.Errorf("find the end: %w", err)
	}
	if size%2 != 0 {
		return ErrCut
	}
	return nil
}

// utf8OrOlder reads the whole file to know.
func utf8OrOlder(file io.ReadSeeker, marked bool) (string, error) {
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return "", fmt.Errorf("rewind: %w", err)
	}
	_, err := io.Copy(io.Discard, transform.NewReader(file, encoding.UTF8Validator))
	switch {
	case errors.Is(err, encoding.ErrInvalidUTF8):
		return olderOrBroken(file, marked)
	case err != nil:
		return "", fmt.Errorf("read: %w", err)
	}
	return UTF8, nil
}

// olderOrBroken tells a file of an older encoding, in which hardly two letters
// beyond ASCII look like one of UTF-8, from a UTF-8 file with broken bytes: one
// with a mark, or in which at least half of what is beyond ASCII is whole.
func olderOrBroken(file io.ReadSeeker, marked bool) (string, error) {
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return "", fmt.Errorf("rewind: %w", err)
	}
	in := bufio.NewReaderSize(file, 1<<16)
	var good, broken, line, first int
	for line = 1; ; {
		switch r, size, err := in.ReadRune(); {
		case errors.Is(err, io.EOF) && (marked || good >= broken):
			return "", faultf(first, 0, "a broken character, where the rest of the file is UTF-8 (broken bytes: %d): open it in an editor, correct it, and save it as UTF-8", broken)
		case errors.Is(err, io.EOF):
			return Windows1252, nil
		case err != nil:
			return "", fmt.Errorf("read: %w", err)
		case r == '\n':
			line++
		case r == utf8.RuneError && size == 1:
			broken++
			first = cmp.Or(first, line)
		case size > 1:
			good++
		}
	}
}

func decoder(name string) transform.Transformer {
	switch name {
	case UTF16LE:
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()
	case UTF16BE:
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder()
	case Windows1252:
		return charmap.Windows1252.NewDecoder()
	}
	return unicode.UTF8BOM.NewDecoder()
}

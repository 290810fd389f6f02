package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"io"

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
	ErrEmpty       = errors.New("the file is empty")
)

// Decode returns the text of a file as UTF-8 without a byte order mark, and
// in which encoding it was found to be. A file that is not valid UTF-8 from
// its first to its last byte is taken for Windows-1252, which is what
// spreadsheets in the west write. It reads from the beginning, wherever the
// file stands.
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
	if name == UTF8 {
		if name, err = utf8OrOlder(file); err != nil {
			return nil, "", err
		}
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil, "", fmt.Errorf("rewind: %w", err)
	}
	return transform.NewReader(file, decoder(name)), name, nil
}

// sniff goes by the first bytes. UTF8 means that it may be.
func sniff(head []byte) (string, error) {
	switch {
	case len(bytes.TrimSpace(head)) == 0:
		return "", ErrEmpty
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("\xD0\xCF\x11\xE0")), bytes.HasPrefix(head, []byte("\x1F\x8B")):
		return "", ErrSpreadsheet
	case bytes.HasPrefix(head, []byte("\xFF\xFE")):
		return UTF16LE, nil
	case bytes.HasPrefix(head, []byte("\xFE\xFF")):
		return UTF16BE, nil
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

// utf8OrOlder reads the whole file to know.
func utf8OrOlder(file io.ReadSeeker) (string, error) {
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return "", fmt.Errorf("rewind: %w", err)
	}
	_, err := io.Copy(io.Discard, transform.NewReader(file, encoding.UTF8Validator))
	switch {
	case errors.Is(err, encoding.ErrInvalidUTF8):
		return Windows1252, nil
	case err != nil:
		return "", fmt.Errorf("read: %w", err)
	}
	return UTF8, nil
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

package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// Form is how a file is written.
type Form int

// The forms of files.
const (
	TableForm  Form = iota // CSV, or what is to be refused as none
	OwnForm                // the JSON of [Writer]
	TrelloForm             // the JSON of a Trello board
)

// FormOf tells how a file is written by its beginning, and goes back there.
func FormOf(file io.ReadSeeker) (Form, error) {
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return 0, fmt.Errorf("rewind: %w", err)
	}
	head := make([]byte, 512)
	n, err := io.ReadFull(file, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return 0, fmt.Errorf("read the beginning: %w", err)
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return 0, fmt.Errorf("rewind: %w", err)
	}
	head = bytes.TrimLeft(bytes.TrimPrefix(head[:n], []byte("\xEF\xBB\xBF")), " \t\r\n")
	switch first, rest, _ := bytes.Cut(head, []byte(":")); {
	case !bytes.HasPrefix(head, []byte("{")) && !bytes.HasPrefix(head, []byte("[")):
		return TableForm, nil
	case bytes.Contains(first, []byte(`"id"`)) && bytes.Contains(rest, []byte(`"name"`)):
		return TrelloForm, nil
	}
	return OwnForm, nil
}

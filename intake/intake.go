// Package intake takes stories from files into a database: [Table] from other
// tools' exports, [Own] from the JSON of pogo export. Package exchange reads the
// files, package storage keeps what they say; package shelf goes the other way.
//
// A file is imported as a whole, in one transaction, or not at all. The same
// file again adds nothing, because stories are known by the ids that they have
// in the file. Nothing is posted to Slack.
package intake

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"pogo/storage"
)

// Import is what an import of either kind needs.
type Import struct {
	Name string        // the file's, as people know it
	File io.ReadSeeker // it is read more than once
	From Reader        // what is here already
	To   *storage.DB   // nil: a dry run, which tells what would become of the file
	Now  time.Time

	Out, Err io.Writer // what came of it; how far it is, and what is wrong
}

// Reader shows what a database holds. [storage.DB] is one.
type Reader interface {
	Read(ctx context.Context, fn func(*storage.Tx) error) error
}

// counted writes a number with what it counts.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

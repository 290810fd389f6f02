//go:build !unix

package storage

// exclusive: nothing keeps another process out.
const exclusive = false

// lockFile does nothing here: this system has no lock that ends with its
// process however it ends. SQLite's own locks still keep the file whole.
type lockFile struct{}

func lockBeside(string) (*lockFile, error) { return &lockFile{}, nil }

func (*lockFile) release() error { return nil }

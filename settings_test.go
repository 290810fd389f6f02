package main

import (
	"os"
	"path/filepath"
	"testing"
)

// Secret stores and editors put the end of a line behind what they keep, and
// some a mark before it.
func TestASecretIsReadWithoutWhatIsAroundIt(t *testing.T) {
	t.Parallel()
	const want = "xoxb-1"
	for name, written := range map[string]string{
		"as it is": want, "a line": want + "\n", "a line of Windows": want + "\r\n", "with a mark": "\ufeff" + want + "\r\n", "in spaces": " " + want + " ",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "token")
			if err := os.WriteFile(file, []byte(written), 0o600); err != nil {
				t.Fatal(err)
			}
			for from, value := range map[string]string{"the environment": written, "a file": ""} {
				env := func(name string) (string, bool) { return file, name == "TOKEN_FILE" && value == "" }
				if err := secret(&value, "TOKEN", "xoxb-", "", env); err != nil || value != want {
					t.Errorf("from %s: %q, %v", from, value, err)
				}
			}
		})
	}
	none := func(string) (string, bool) { return "", false }
	if path, err := databaseAddress("pogo.db\r\n", none); err != nil || path != "pogo.db" {
		t.Errorf("the database is %q, %v", path, err)
	}
}

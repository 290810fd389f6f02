package storage_test

import (
	"net/url"
	"strings"
	"testing"

	"pogo/internal/testdb"
	"pogo/storage"
)

func TestAnAddressThatAPasswordBreaksIsSaidWithoutIt(t *testing.T) {
	t.Parallel()
	for _, password := range []string{"a@hunter2", "a/hunter2", "hunter2%zz", "a:b@c/hunter2", "?hunter2@"} {
		err := storage.Place(t.Context(), "postgres://pogo:"+password+"@127.0.0.1:1/pogo")
		if err == nil || strings.Contains(err.Error(), "hunter2") || !strings.Contains(err.Error(), "are written %2F %40") {
			t.Errorf("password %q: %v", password, err)
		}
	}
}

func TestAServerThatCannotBeUsedIsSaidInOneLine(t *testing.T) {
	t.Parallel()
	testdb.NeedServer(t)
	right, err := url.Parse(testdb.Address(t))
	if err != nil {
		t.Fatal(err)
	}
	onServer(t, right.String(), `CREATE ROLE nobody_in_particular LOGIN`)
	defer onServer(t, right.String(), `DROP ROLE nobody_in_particular`)
	none, stranger := *right, *right
	none.Path = "/missing"
	stranger.User = url.User("nobody_in_particular")
	for want, address := range map[string]string{
		"there is no database missing on " + right.Host + ": create it": none.String(),
		"nobody_in_particular may not do that in postgres://":           stranger.String(),
	} {
		_, opened := storage.Open(t.Context(), storage.Config{Path: address})
		for _, err := range []error{opened, storage.Place(t.Context(), address)} {
			if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %v, want %q", err, want)
			}
		}
	}
}

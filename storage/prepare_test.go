package storage_test

import (
	"database/sql"
	"strings"
	"testing"

	"pogo/internal/testdb"
)

// Every statement is one that PostgreSQL understands, also those that no test
// happens to run.
func TestPostgreSQLUnderstandsEveryStatement(t *testing.T) {
	t.Parallel()
	testdb.NeedServer(t)
	address := testdb.Address(t)
	if err := openAt(t, address).Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	for name, statement := range statements(t) {
		if strings.Contains(statement, "sqlite_") {
			continue // a file is made of a backup
		}
		if err := prepare(t, db, statement); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func prepare(t *testing.T, db *sql.DB, statement string) error {
	t.Helper()
	prepared, err := db.PrepareContext(t.Context(), statement)
	if err != nil {
		return err
	}
	defer func() { _ = prepared.Close() }()
	return nil
}

package storage_test

import (
	"database/sql"
	"errors"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"pogo/internal/golden"
	"pogo/internal/testdb"
	"pogo/storage"
)

// raw opens a fresh database's file with nothing of ours in between.
func raw(t *testing.T) *sql.DB {
	t.Helper()
	testdb.NeedFile(t)
	path := testdb.Address(t)
	if err := openAt(t, path).Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func TestEveryTableIsAsReviewed(t *testing.T) {
	t.Parallel()
	testdb.NeedFile(t)
	tables := schema(t)
	for table, statements := range tables {
		if strict := regexp.MustCompile(`\) STRICT`); !strict.MatchString(statements) {
			t.Errorf("%s is not STRICT: SQLite would keep any type in any column", table)
		}
		golden.Check(t, "testdata/schema/"+table+".sql", []byte(statements))
	}
	reviewed, err := filepath.Glob("testdata/schema/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range reviewed {
		if _, ok := tables[strings.TrimSuffix(filepath.Base(file), ".sql")]; !ok {
			t.Errorf("%s is about a table that is not there", file)
		}
	}
}

// Every statement of the package, found in its source so that none can be
// forgotten, must find its rows by an index. One that is meant to read a
// whole table or index says so in the statement: "-- scans: why".
func TestNoStatementSearchesAWholeTable(t *testing.T) {
	t.Parallel()
	db := raw(t)
	statements := statements(t)
	if len(statements) < 40 {
		t.Fatalf("only %d statements found: the search for them is wrong", len(statements))
	}
	for name, statement := range statements {
		args := make([]any, highest(statement))
		for _, step := range plan(t, db, name, storage.AsSQLite(statement), args) {
			if strings.HasPrefix(step, "SCAN") && !strings.Contains(statement, "-- scans: ") {
				t.Errorf("%s: %s", name, step)
			}
		}
	}
}

// schema returns the statements that make each table and its indexes.
func schema(t *testing.T) map[string]string {
	t.Helper()
	rows, err := raw(t).QueryContext(t.Context(), `SELECT tbl_name, sql FROM sqlite_schema
		WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND tbl_name <> 'goose_db_version' ORDER BY type DESC, name`)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	tables := map[string]string{}
	for rows.Next() {
		var table, statement string
		if err := rows.Scan(&table, &statement); err != nil {
			t.Fatal(err)
		}
		tables[table] += statement + ";\n"
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return tables
}

func plan(t *testing.T, db *sql.DB, name, query string, args []any) []string {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+query, args...)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return nil
	}
	defer func() { _ = rows.Close() }()
	var steps []string
	for rows.Next() {
		var id, parent, unused int
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			t.Fatal(err)
		}
		steps = append(steps, step)
	}
	if err := rows.Err(); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	return steps
}

// statements returns the string constants of the package that are SQL.
func statements(t *testing.T) map[string]string {
	t.Helper()
	files := token.NewFileSet()
	var sources []*ast.File
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") || name == "lock_other.go" || strings.HasPrefix(name, "postgres") {
			continue
		}
		source, err := parser.ParseFile(files, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, source)
	}
	conf := types.Config{Importer: none{}, Error: func(error) {}}
	pkg, _ := conf.Check("storage", files, sources, nil) // string constants have values without any import
	verb := regexp.MustCompile(`^(SELECT|INSERT|UPDATE|DELETE|WITH)\s`)
	found := map[string]string{}
	for _, name := range pkg.Scope().Names() {
		c, ok := pkg.Scope().Lookup(name).(*types.Const)
		if !ok || c.Val().Kind() != constant.String {
			continue
		}
		if text := constant.StringVal(c.Val()); verb.MatchString(text) {
			found[name] = text
		}
	}
	return found
}

// none imports nothing.
type none struct{}

func (none) Import(string) (*types.Package, error) { return nil, errors.New("not needed") }

package storage_test

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pogo/internal/testdb"
)

// What both engines say of their tables, in the same words.
const (
	sqliteColumns = `SELECT m.name || '.' || c.name || ' ' || lower(c.type) || CASE WHEN c."notnull" = 1 OR c.pk > 0 THEN ' not null' ELSE '' END
			|| CASE WHEN c.hidden > 1 THEN ' generated' WHEN c.dflt_value IS NULL THEN '' ELSE ' default ' || c.dflt_value END
		FROM sqlite_schema m, pragma_table_xinfo(m.name) c WHERE m.type = 'table'`
	sqliteIndexes = `SELECT m.name || ' ' || CASE i."unique" WHEN 1 THEN 'unique ' ELSE '' END || CASE i.partial WHEN 1 THEN 'partial ' ELSE '' END
			|| (SELECT group_concat(c.name, ' ') FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno) c)
		FROM sqlite_schema m, pragma_index_list(m.name) i WHERE m.type = 'table' AND i.origin <> 'pk'`
	sqliteKeys = `SELECT m.name || ' ' || group_concat(c.name, ' ')
		FROM sqlite_schema m, (SELECT * FROM sqlite_schema) x, pragma_table_info(m.name) c WHERE m.type = 'table' AND x.name = m.name AND c.pk > 0 GROUP BY m.name`
	sqliteReferences = `SELECT m.name || '.' || f."from" || ' ' || f."table" || ' ' || lower(f.on_delete)
		FROM sqlite_schema m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'`
	sqliteTriggers = `SELECT tbl_name || ' ' || name FROM sqlite_schema WHERE type = 'trigger'`

	postgresColumns = `SELECT c.table_name || '.' || c.column_name || ' ' || c.data_type || CASE c.is_nullable WHEN 'NO' THEN ' not null' ELSE '' END
			|| CASE WHEN c.is_generated = 'ALWAYS' THEN ' generated' WHEN c.column_default IS NULL THEN '' ELSE ' default ' || c.column_default END
		FROM information_schema.columns c WHERE c.table_schema = current_schema()`
	postgresIndexes = `SELECT t.relname || ' ' || CASE WHEN i.indisunique THEN 'unique ' ELSE '' END || CASE WHEN i.indpred IS NULL THEN '' ELSE 'partial ' END
			|| (SELECT string_agg(a.attname, ' ' ORDER BY k.n) FROM unnest(i.indkey::int[]) WITH ORDINALITY k (att, n)
				JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.att)
		FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid WHERE t.relnamespace = current_schema()::regnamespace AND NOT i.indisprimary`
	postgresKeys = `SELECT t.relname || ' ' || (SELECT string_agg(a.attname, ' ' ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum = ANY (i.indkey))
		FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid WHERE t.relnamespace = current_schema()::regnamespace AND i.indisprimary`
	postgresReferences = `SELECT t.relname || '.' || a.attname || ' ' || f.relname || CASE c.confdeltype WHEN 'c' THEN ' cascade' WHEN 'n' THEN ' set null' ELSE ' no action' END
		FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class f ON f.oid = c.confrelid
			JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = c.conkey[1]
		WHERE c.contype = 'f' AND t.relnamespace = current_schema()::regnamespace`
	postgresTriggers = `SELECT t.relname || ' ' || g.tgname FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid
		WHERE NOT g.tgisinternal AND t.relnamespace = current_schema()::regnamespace`
)

func TestBothEnginesHaveTheSameTables(t *testing.T) {
	t.Parallel()
	testdb.NeedServer(t)
	file, server := filepath.Join(t.TempDir(), "pogo.db"), testdb.Address(t)
	for _, address := range []string{file, server} {
		if err := openAt(t, address).Close(); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct{ what, sqlite, postgres string }{
		{"columns", sqliteColumns, postgresColumns},
		{"indexes", sqliteIndexes, postgresIndexes},
		{"primary keys", sqliteKeys, postgresKeys},
		{"references", sqliteReferences, postgresReferences},
		{"triggers", sqliteTriggers, postgresTriggers},
	} {
		ours, theirs := catalog(t, "sqlite3", file, test.sqlite), catalog(t, "pgx", server, test.postgres)
		if len(ours) == 0 {
			t.Errorf("SQLite tells of no %s", test.what)
		}
		if diff := cmp.Diff(ours, theirs); diff != "" {
			t.Errorf("the %s differ (-SQLite +PostgreSQL):\n%s", test.what, diff)
		}
	}
}

// catalog asks an engine for lines, less what belongs to it alone.
func catalog(t *testing.T, driver, address, query string) []string {
	t.Helper()
	db, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	rows, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	own := regexp.MustCompile(`^(goose_db_version|sqlite_sequence|writer)\b`)
	named := strings.NewReplacer("integer", "bigint", "::text", "", "::bigint", "", `COLLATE "C"`, "")
	var lines []string
	for rows.Next() {
		var line sql.NullString
		if err := rows.Scan(&line); err != nil {
			t.Fatal(err)
		}
		if !own.MatchString(line.String) {
			lines = append(lines, strings.TrimSpace(named.Replace(line.String)))
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}

// PostgreSQL began with one step, which makes what SQLite had after step 260.
// What came later is there for both.
func TestEveryLaterStepHasATwin(t *testing.T) {
	t.Parallel()
	const baseline = "0260"
	files, err := filepath.Glob("migrations/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	twins, err := filepath.Glob("migrations/postgres/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	var later, have []string
	for _, file := range files {
		if name := filepath.Base(file); name[:4] > baseline {
			later = append(later, name)
		}
	}
	for _, twin := range twins {
		if name := filepath.Base(twin); name != baseline+"_baseline.sql" {
			have = append(have, name)
		}
	}
	for _, name := range later {
		if !slices.Contains(have, name) {
			t.Errorf("%s has no twin: write migrations/postgres/%s, with BIGINT for INTEGER, TEXT COLLATE \"C\" for TEXT, BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY for AUTOINCREMENT, and no STRICT", name, name)
		}
	}
	if extra := len(have) - len(later); extra > 0 {
		t.Errorf("%s: %d more steps for PostgreSQL than for SQLite", fmt.Sprint(have), extra)
	}
}

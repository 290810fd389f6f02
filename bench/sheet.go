package main

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// perStatement is how many rows go in at once: a call costs more than a row.
const perStatement = 100

// sheet gathers rows of one table and inserts many with one statement.
type sheet struct {
	tx    *sql.Tx
	table string // with its columns
	width int
	full  *sql.Stmt
	args  []any
}

func newSheet(tx *sql.Tx, table string, width int) *sheet {
	return &sheet{tx: tx, table: table, width: width}
}

func (s *sheet) text(rows int) string {
	row := "(" + strings.TrimSuffix(strings.Repeat("?, ", s.width), ", ") + ")"
	return "INSERT INTO " + s.table + " VALUES " + strings.TrimSuffix(strings.Repeat(row+", ", rows), ", ")
}

func (s *sheet) add(ctx context.Context, values ...any) (err error) {
	if s.args = append(s.args, values...); len(s.args) < perStatement*s.width {
		return nil
	}
	if s.full == nil {
		if s.full, err = s.tx.PrepareContext(ctx, s.text(perStatement)); err != nil {
			return fmt.Errorf("insert into %s: %w", s.table, err)
		}
	}
	if _, err := s.full.ExecContext(ctx, s.args...); err != nil {
		return fmt.Errorf("insert into %s: %w", s.table, err)
	}
	s.args = s.args[:0]
	return nil
}

// close inserts the rest.
func (s *sheet) close(ctx context.Context) error {
	if s.full != nil {
		defer func() { _ = s.full.Close() }() // it goes with its transaction
	}
	if len(s.args) == 0 {
		return nil
	}
	if _, err := s.tx.ExecContext(ctx, s.text(len(s.args)/s.width), s.args...); err != nil {
		return fmt.Errorf("insert into %s: %w", s.table, err)
	}
	return nil
}

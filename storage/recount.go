package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

const (
	openSizes = `SELECT product_id, only_for, and_for, COUNT(*) AS n FROM story WHERE open = 1 AND epic = 0 GROUP BY product_id, only_for, and_for
		-- scans: what is open, once a day
		`
	keptSizes = `SELECT product_id, only_for, and_for, n FROM backlog_size WHERE n <> 0 -- scans: a few rows for each product, once a day
		`
	selectMiscounted = `SELECT product_id FROM (SELECT * FROM (` + openSizes + ` EXCEPT ` + keptSizes + `) AS more
		UNION SELECT * FROM (` + keptSizes + ` EXCEPT ` + openSizes + `) AS fewer) AS wrong GROUP BY product_id`
	forgetSizes = `DELETE FROM backlog_size WHERE product_id = $1`
	countSizes  = `INSERT INTO backlog_size (product_id, only_for, and_for, n)
		SELECT product_id, only_for, and_for, COUNT(*) FROM story WHERE open = 1 AND epic = 0 AND product_id = $1 GROUP BY product_id, only_for, and_for`
)

// Recount puts right how many stories the backlogs hold. On a server a process
// of an older program may have written beside newer ones, which change how that
// is counted; a file is never shared, so that nothing happens. Once at the start
// and once a day is often enough.
func (db *DB) Recount(ctx context.Context) error {
	if !db.engine.shared() {
		return nil
	}
	var wrong []scrum.ProductID
	err := db.Read(ctx, func(tx *Tx) (err error) {
		wrong, err = all(ctx, tx, scalar[scrum.ProductID], selectMiscounted)
		return err
	})
	for _, p := range wrong {
		if err != nil {
			break
		}
		err = db.Write(ctx, func(tx *Tx) error {
			if _, err := tx.exec(ctx, forgetSizes, p); err != nil {
				return err
			}
			_, err := tx.exec(ctx, countSizes, p)
			return err
		})
	}
	if err != nil {
		return fmt.Errorf("count the backlogs again: %w", err)
	}
	return nil
}

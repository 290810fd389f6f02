// Package storage keeps what Pogo must not lose: in one SQLite file or, for
// several processes at once, on a PostgreSQL server. engine.go says all that
// differs between the two.
//
// [DB.Write] runs a change in a transaction; when it returns nil the change
// is on the disk and survives a power cut. All writes go through one
// goroutine that commits those waiting together, so that a slow disk costs
// each batch, not each change, one sync; on a server the processes take turns,
// so that nothing ever interleaves with a change. A change may be run again, if
// the connection broke before it was kept. [DB.Read] sees one unchanging moment
// and never waits for a writer. Nothing but local work belongs inside either.
//
// [Tx] has one method for each question or deed, in a file named like the
// same noun in the other layers (story.go, ballot.go …), its SQL beside the
// code that scans it. To add a table: write migrations/NNNN_noun.sql and its
// twin in migrations/postgres (a test compares what they come to), write
// noun.go with methods on *Tx built from exec, one and all, each statement a
// string constant (a test asks SQLite about the plan of every one), and run
// the tests with UPDATE=1 to accept the new table. Migrations that were
// released are never changed, only followed by others.
//
// The SQL keeps to what PostgreSQL takes too: $1 placeholders (rewritten for
// SQLite, which would bind them in order of appearance), ON CONFLICT and
// RETURNING, booleans as 0 and 1, instants as whole microseconds of UTC in
// columns named …_us, where 0 stands for the zero time. What Slack says of
// people and conversations is a copy that may arrive in any order, so nothing
// refers to it by foreign key.
//
// Three more things live here because they must share a transaction with the
// change that causes them: the keys of requests already acted upon
// ([Tx.Seen]), the outbox ([Tx.Send], and the sender's side of it on [DB]),
// and the ledger of deeds done by the clock ([Tx.Claim]).
package storage

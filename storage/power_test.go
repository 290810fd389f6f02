//go:build linux

package storage_test

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"pogo/internal/testdb"
	"pogo/outbox"
	"pogo/storage"
)

// The environment of the process whose power is cut.
const (
	powerFile  = "POGO_POWER_FILE"
	powerTrace = "POGO_POWER_TRACE"
	powerSync  = "POGO_POWER_SYNC" // how carefully it syncs, "" for as storage does
)

// powerRounds is how often the power is cut, unless POGO_POWER_ROUNDS says.
const powerRounds = 60

// An acknowledged commit is on the disk, whenever the power goes and whatever
// the disk kept of what it had not been told to keep. So is a claim, without
// which a message would be posted again; what became of the post need not be.
func TestALossOfPowerLosesNoAcknowledgedCommit(t *testing.T) {
	testdb.NeedFile(t)
	t.Parallel()
	trace := traced(t, "")
	for round := range rounds(t) {
		if err := trace.cut(t, uint64(round)); err != nil {
			t.Errorf("round %d: %v", round, err)
		}
	}
}

// Were it not synced at every commit, the test above would find out.
func TestALossOfPowerIsNoticedWhereCommitsAreNotSynced(t *testing.T) {
	testdb.NeedFile(t)
	t.Parallel()
	for _, careless := range []string{"NORMAL", "OFF"} {
		t.Run(careless, func(t *testing.T) {
			t.Parallel()
			trace, lost := traced(t, careless), 0
			for round := range rounds(t) {
				if trace.cut(t, uint64(round)) != nil {
					lost++
				}
			}
			if lost == 0 {
				t.Error("nothing was lost")
			}
			t.Logf("lost in %d of %d rounds", lost, rounds(t))
		})
	}
}

func rounds(t *testing.T) int {
	t.Helper()
	text := os.Getenv("POGO_POWER_ROUNDS")
	if text == "" {
		return powerRounds
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestPowerVictim is the process itself: it writes, and notes each key in the
// trace once it is told that the key is durable. It closes and opens the
// database in between, which removes the log.
func TestPowerVictim(t *testing.T) {
	path, trace := os.Getenv(powerFile), os.Getenv(powerTrace)
	if path == "" {
		t.Skip("only a process that is watched writes what is lost")
	}
	out, err := os.OpenFile(trace, os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		t.Fatalf("the shim is not loaded: %v", err)
	}
	for life := range 3 {
		db, err := storage.Open(context.Background(), storage.Config{Path: path})
		if err != nil {
			t.Fatal(err)
		}
		if mode := os.Getenv(powerSync); mode != "" {
			if err := db.Sync(mode); err != nil {
				t.Fatal(err)
			}
		}
		v := powered{t: t, db: db, out: out, careful: os.Getenv(powerSync) == ""}
		var group sync.WaitGroup
		for worker := range 4 {
			group.Go(func() {
				for n := range 90 {
					v.write(fmt.Sprintf("%d-%d-%d-%s", life, worker, n, strings.Repeat("x", 1000*(n%9))))
					if n%3 == 0 {
						v.send()
					}
				}
			})
		}
		group.Wait()
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// powered is what works until the power is cut.
type powered struct {
	t       *testing.T
	db      *storage.DB
	out     *os.File
	careful bool
}

// write keeps a key, with a delivery.
func (v powered) write(key string) {
	ctx := context.Background()
	err := v.db.Write(ctx, func(tx *storage.Tx) error {
		_, err := tx.Seen(ctx, key, monday())
		if err == nil {
			_, err = tx.Send(ctx, outbox.Delivery{Kind: outbox.Post, Key: key, Channel: key[:5], Body: []byte("{}")})
		}
		return err
	})
	if err != nil {
		v.t.Error(err)
	}
	v.note(key)
}

// send does as the sender does.
func (v powered) send() {
	if !v.careful {
		return
	}
	claimed, err := v.db.ClaimDeliveries(context.Background(), monday(), lease, 3, 3)
	if err != nil {
		v.t.Error(err)
	}
	for _, d := range claimed {
		v.note("claimed " + d.Key)
		if err := v.db.SettleDelivery(context.Background(), d.After(posted(d.Channel, "1.1"), monday())); err != nil {
			v.t.Error(err)
		}
	}
}

// note adds to the trace that somebody was told of something.
func (v powered) note(key string) {
	head := make([]byte, headSize)
	head[0] = 'A'
	binary.NativeEndian.PutUint32(head[2:], uint32(len(key)))
	if _, err := v.out.Write(append(head, key...)); err != nil {
		v.t.Error(err)
	}
}

const headSize = 14

// step is one record of the trace: see testdata/power.c. 'A' is a key that was
// acknowledged.
type step struct {
	what, file byte
	offset     int64
	data       []byte
}

type trace []step

// traced lets the victim work and returns what it did.
func traced(t *testing.T, sync string) trace {
	t.Helper()
	gcc, err := exec.LookPath("gcc")
	if err != nil {
		t.Skip("the shim that watches the disk is built with gcc, which is not here")
	}
	dir := t.TempDir()
	shim, record := filepath.Join(dir, "power.so"), filepath.Join(dir, "trace")
	if out, err := exec.CommandContext(t.Context(), gcc, "-shared", "-fPIC", "-O2", "-o", shim, "testdata/power.c", "-ldl", "-lpthread").CombinedOutput(); err != nil {
		t.Fatalf("build the shim: %v\n%s", err, out)
	}
	victim := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestPowerVictim$")
	victim.Env = append(os.Environ(), "LD_PRELOAD="+shim, powerFile+"="+filepath.Join(dir, "pogo.db"), powerTrace+"="+record, powerSync+"="+sync)
	if out, err := victim.CombinedOutput(); err != nil {
		t.Fatalf("the victim: %v\n%s", err, out)
	}
	return readTrace(t, record)
}

func readTrace(t *testing.T, path string) (list trace) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	synced := false
	for len(data) > 0 {
		n := int(binary.NativeEndian.Uint32(data[2:]))
		s := step{what: data[0], file: data[1], offset: int64(binary.NativeEndian.Uint64(data[6:])), data: data[headSize : headSize+n]}
		list, data = append(list, s), data[headSize+n:]
		synced = synced || s.what == 'W'
	}
	if !synced {
		t.Fatal("the shim saw nothing: is the test built statically?")
	}
	return list
}

// cut makes the files as they may be if the power goes at some moment, and
// looks whether they hold what was acknowledged before it.
func (l trace) cut(t *testing.T, seed uint64) error {
	t.Helper()
	chance := rand.New(rand.NewPCG(seed, 1))
	first := 0
	for l[first].what != 'A' {
		first++
	}
	d := newDisk(chance)
	acknowledged := map[string]bool{}
	for _, s := range l[:first+1+chance.IntN(len(l)-first)] {
		if s.what == 'A' {
			acknowledged[string(s.data)] = true
			continue
		}
		d.do(s)
	}
	path := filepath.Join(t.TempDir(), "pogo.db")
	if err := d.leave(path); err != nil {
		t.Fatal(err)
	}
	if seed%10 == 0 { // whatever storage itself does as it opens and closes a database
		db, err := storage.Open(t.Context(), storage.Config{Path: path})
		if err != nil {
			return err
		}
		if err := db.Close(); err != nil {
			return err
		}
	}
	return holds(t, path, acknowledged)
}

// holds opens what is left as the next process would.
func holds(t *testing.T, path string, acknowledged map[string]bool) (err error) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+path+"?_journal_mode=WAL")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var sound string
	if err := db.QueryRowContext(t.Context(), "PRAGMA integrity_check").Scan(&sound); err != nil || sound != "ok" {
		return fmt.Errorf("the file is damaged: %s %w", sound, err)
	}
	rows, err := db.QueryContext(t.Context(), "SELECT key FROM seen UNION ALL SELECT 'claimed ' || key FROM outbox WHERE claimed_us > 0")
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var key string
		if err := rows.Scan(&key); err != nil {
			return err
		}
		delete(acknowledged, key)
	}
	if len(acknowledged) > 0 {
		return fmt.Errorf("%d acknowledged commits are lost", len(acknowledged))
	}
	return rows.Err()
}

// disk is what a disk has been told, and what it has been told to keep.
type disk struct {
	chance *rand.Rand
	names  map[byte]*content // as the directory was last synced
	newest map[byte]*content
	moves  []func() // changes of the directory since then, in order
}

type content struct {
	kept    []byte
	pending []step
}

func newDisk(chance *rand.Rand) *disk {
	m := &content{} // is there before SQLite sees it
	return &disk{chance: chance, names: map[byte]*content{'m': m}, newest: map[byte]*content{'m': m}}
}

func (d *disk) do(s step) {
	switch s.what {
	case 'C':
		c := &content{}
		d.newest[s.file] = c
		d.moves = append(d.moves, func() { d.names[s.file] = c })
	case 'U':
		delete(d.newest, s.file)
		d.moves = append(d.moves, func() { delete(d.names, s.file) })
	case 'D':
		d.rename(len(d.moves))
	case 'S':
		c := d.newest[s.file]
		for _, p := range c.pending {
			c.apply(p)
		}
		c.pending = nil
	default:
		c := d.newest[s.file]
		c.pending = append(c.pending, s)
	}
}

func (d *disk) rename(n int) {
	for _, move := range d.moves[:n] {
		move()
	}
	d.moves = nil
}

func (c *content) apply(s step) {
	end := s.offset + int64(len(s.data))
	if s.what == 'T' {
		c.kept = append(c.kept[:min(s.offset, int64(len(c.kept)))], make([]byte, max(0, s.offset-int64(len(c.kept))))...)
		return
	}
	if grow := end - int64(len(c.kept)); grow > 0 {
		c.kept = append(c.kept, make([]byte, grow)...)
	}
	copy(c.kept[s.offset:], s.data)
}

// leave writes what is there when the power comes back: all that was synced,
// and of the rest what chance will have, each sector for itself.
func (d *disk) leave(path string) error {
	d.rename(d.chance.IntN(len(d.moves) + 1))
	keep := [...]float64{0, 0.5, 0.9, 1}[d.chance.IntN(4)]
	for file, suffix := range map[byte]string{'m': "", 'w': "-wal", 'j': "-journal"} {
		c := d.names[file]
		if c == nil {
			continue
		}
		for _, s := range c.pending {
			for _, part := range sectors(s) {
				if d.chance.Float64() < keep {
					c.apply(part)
				}
			}
		}
		if err := os.WriteFile(path+suffix, c.kept, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// sectors parts a write where a disk may tear it.
func sectors(s step) (list []step) {
	const sector = 512
	if s.what == 'T' {
		return []step{s}
	}
	for n := 0; n < len(s.data); n += sector {
		list = append(list, step{what: 'W', offset: s.offset + int64(n), data: s.data[n:min(n+sector, len(s.data))]})
	}
	return list
}

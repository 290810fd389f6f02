package storage_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"

	"pogo/internal/testdb"
	"pogo/storage"
)

// victim is the environment variable that makes this test binary a process
// that writes to the database it names until somebody kills it.
const victim = "POGO_TEST_VICTIM"

func TestMain(m *testing.M) {
	if path := os.Getenv(victim); path != "" {
		fmt.Fprintln(os.Stderr, writeUntilKilled(path))
		os.Exit(1)
	}
	if address := os.Getenv(upgrader); address != "" {
		os.Exit(upgradeUntilKilled(address, os.Getenv(fatal)))
	}
	goleak.VerifyTestMain(tables.Around(m))
}

// writeUntilKilled prints each key once it is told that the key is durable.
func writeUntilKilled(path string) error {
	ctx := context.Background()
	db, err := storage.Open(ctx, storage.Config{Path: path})
	if err != nil {
		return err
	}
	var group sync.WaitGroup
	var print sync.Mutex
	for worker := range 8 {
		group.Go(func() {
			for n := 0; err == nil; n++ {
				key := fmt.Sprintf("%d-%d-%d", os.Getpid(), worker, n)
				err := db.Write(ctx, func(tx *storage.Tx) error {
					_, err := tx.Seen(ctx, key, monday())
					return err
				})
				print.Lock()
				fmt.Println(key, err)
				print.Unlock()
			}
		})
	}
	group.Wait()
	return err
}

func TestWhatWasAcknowledgedSurvivesAKill(t *testing.T) {
	t.Parallel()
	path := testdb.Address(t)
	var acknowledged []string
	for _, enough := range []int{1, 50, 700} {
		acknowledged = append(acknowledged, killAfter(t, path, enough)...)
	}
	db := openAt(t, path)
	for _, key := range acknowledged {
		write(t, db, func(tx *storage.Tx) error {
			was, err := tx.Seen(t.Context(), key, monday())
			if !was {
				t.Errorf("%s was acknowledged and is lost", key)
			}
			return err
		})
	}
}

// killAfter lets a process write, kills it once it has acknowledged enough,
// and returns all that it acknowledged.
func killAfter(t *testing.T, path string, enough int) []string {
	t.Helper()
	process := exec.CommandContext(t.Context(), os.Args[0])
	process.Env = append(os.Environ(), victim+"="+path)
	process.Stderr = os.Stderr
	output, err := process.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	var keys []string
	lines := bufio.NewScanner(output)
	for lines.Scan() {
		key, ok := strings.CutSuffix(lines.Text(), " <nil>")
		if !ok {
			t.Errorf("the process says %q", lines.Text())
		}
		if keys = append(keys, key); len(keys) == enough {
			if err := process.Process.Kill(); err != nil {
				t.Error(err)
			}
		}
	}
	var killed *exec.ExitError
	if err := process.Wait(); !errors.As(err, &killed) {
		t.Errorf("the process ended with %v", err)
	}
	if len(keys) < enough {
		t.Fatalf("it acknowledged %d, not %d", len(keys), enough)
	}
	return keys
}

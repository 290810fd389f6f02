package main

import (
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
)

// standby has .ci/standby do something.
func standby(t *testing.T, do string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), ".ci/standby", do)
	cmd.Stderr = t.Output()
	said, err := cmd.Output()
	if err != nil {
		t.Fatalf("standby %s: %v", do, err)
	}
	return strings.TrimSpace(string(said))
}

// The server dies under two processes, and its standby takes over: both go on
// there by themselves, and what was acknowledged before is done once.
func TestAFailoverToTheStandbyLosesNothing(t *testing.T) {
	t.Parallel()
	c := newCrew(t)
	if os.Getenv("POGO_TEST_POSTGRES_HOME") == "" {
		t.Skip("a server with a standby is made beside the one that .ci/postgres starts")
	}
	c.keepAt(standby(t, "up"))
	c.replica()
	c.replica()
	c.connected(4)
	stop := make(chan struct{})
	var typing sync.WaitGroup
	for range 4 {
		typing.Go(func() { c.types(stop) })
	}
	c.more(40)
	standby(t, "over")
	c.more(40)
	close(stop)
	typing.Wait()
	c.settled()
	t.Logf("%d commands were acknowledged and done, %d were not acknowledged", len(c.acked), len(c.typed))
}

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"

	"pogo/slacksim"
)

// venue is where Pogo is measured as a process of its own: a folder with the
// program in it, which will keep its database there, and a pretend Slack.
type venue struct {
	slack    *slacksim.Slack
	binary   string
	dir, api string
	progress io.Writer
	server   *httptest.Server
}

// openVenue builds this module's program, and a pretend Slack that is as cfg
// says and knows its commands.
func openVenue(ctx context.Context, cfg slacksim.Config, progress io.Writer) (*venue, error) {
	dir, err := os.MkdirTemp("", "pogo-bench-")
	if err != nil {
		return nil, fmt.Errorf("make room: %w", err)
	}
	v := &venue{dir: dir, progress: progress}
	if v.binary, cfg.Manifest, err = buildPogo(ctx, dir); err == nil {
		v.slack, err = slacksim.New(cfg)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open a venue: %w", err), os.RemoveAll(dir))
	}
	v.server = httptest.NewServer(v.slack.Handler())
	v.api = v.server.URL + "/api/"
	return v, nil
}

// close takes everything away. What is left of the folder is seen there.
func (v *venue) close() {
	v.slack.Close()
	v.server.Close()
	_ = os.RemoveAll(v.dir)
}

// database is the file that Pogo keeps.
func (v *venue) database() string { return filepath.Join(v.dir, "pogo.db") }

// start starts Pogo with more settings.
func (v *venue) start(ctx context.Context, more ...string) (*exec.Cmd, error) {
	args := append([]string{"serve", "--database", v.database(), "--listen", "", "--api-url", v.api, "--log-level", "warn"}, more...)
	pogo := exec.CommandContext(ctx, v.binary, args...) //nolint:gosec // its own program
	pogo.Env = append(os.Environ(), "SLACK_BOT_TOKEN=xoxb-sim", "SLACK_APP_TOKEN=xapp-sim")
	pogo.Stderr = v.progress
	if err := pogo.Start(); err != nil {
		return nil, fmt.Errorf("start pogo: %w", err)
	}
	return pogo, nil
}

// buildPogo builds this module's program and asks it for its manifest.
func buildPogo(ctx context.Context, dir string) (binary string, manifest []byte, err error) {
	binary = filepath.Join(dir, "pogo")
	if said, err := exec.CommandContext(ctx, "go", "build", "-o", binary, "pogo").CombinedOutput(); err != nil { //nolint:gosec // its own program
		return "", nil, fmt.Errorf("build pogo: %w\n%s", err, said)
	}
	manifest, err = exec.CommandContext(ctx, binary, "manifest").Output()
	if err != nil {
		return "", nil, fmt.Errorf("write the manifest: %w", err)
	}
	return binary, manifest, nil
}

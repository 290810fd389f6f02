package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// peer is a bot that can be started.
type peer struct {
	name    string
	command []string // to which the address of Slack and the database are added
	floor   bool     // it stores nothing that could be asked for, and ends when Slack makes trouble
}

// build builds all that is to be measured.
func (c *contest) build(ctx context.Context) error {
	pogo, manifest, err := buildPogo(ctx, c.dir)
	if err != nil {
		return err
	}
	c.manifest = manifest
	slackgo, err := c.goPeer(ctx, "slackgo")
	if err != nil {
		return err
	}
	floor, err := c.goPeer(ctx, "floor")
	if err != nil {
		return err
	}
	module, err := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Dir}}").Output()
	if err != nil {
		return fmt.Errorf("find the bot on Bolt: %w", err)
	}
	bolt := filepath.Join(string(bytes.TrimSpace(module)), "bench", "peers", "bolt")
	if _, err := os.Stat(filepath.Join(bolt, "node_modules")); err != nil {
		return fmt.Errorf("the bot on Bolt is not installed, see make peers: %w", err)
	}
	bolt = filepath.Join(bolt, "bot.js")
	node, err := exec.LookPath("node")
	if err != nil {
		return fmt.Errorf("the bot on Bolt needs Node: %w", err)
	}
	c.peers = []peer{
		{name: "pogo", command: []string{pogo, "serve", "--listen", "", "--log-level", "warn", "--posts-per-minute", "100000"}},
		{name: "bolt", command: []string{node, bolt}},
		{name: "slackgo", command: []string{slackgo}},
		{name: "bolt-late", command: []string{node, bolt, "--store-first"}},
		{name: "slackgo-late", command: []string{slackgo, "--store-first"}},
		{name: "floor", command: []string{floor}, floor: true},
	}
	return nil
}

func (c *contest) goPeer(ctx context.Context, name string) (string, error) {
	binary := filepath.Join(c.dir, name)
	if said, err := exec.CommandContext(ctx, "go", "build", "-o", binary, "pogo/bench/peers/"+name).CombinedOutput(); err != nil { //nolint:gosec // its own program
		return "", fmt.Errorf("build %s: %w\n%s", name, err, said)
	}
	return binary, nil
}

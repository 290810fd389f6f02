package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// measured is what one round found of one bot, by the names of its figures.
type measured map[string]float64

// relate tells how much of the store's own rate was reached.
func (m measured) relate(size contestSize, own storeRates) {
	m["burst share"] = 100 * float64(size.burst) / m["burst last ack"] * 1000 / own.stories
	m["flood share"] = 100 * float64(size.flood) / m["flood stored"] * 1000 / own.reactions
}

func (m measured) String() string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(m)) {
		parts = append(parts, fmt.Sprintf("%s %.1f", name, m[name]))
	}
	return strings.Join(parts, ", ")
}

// goal is a line of the table. Pogo is to have at most so many times what each
// of those peers has, or at most so much, or at least.
type goal struct {
	figure, about string
	times         float64
	peers         []string
	most, least   float64
}

func goals() []goal {
	both := []string{"bolt", "slackgo"}
	return []goal{
		{figure: "paced ack", about: "25 commands a second: ack p99, ms", times: 1.5, peers: both[1:]},
		{figure: "paced card", about: "card p50, ms", times: 1.5, peers: both[1:]},
		{figure: "burst ack", about: "commands at once: ack p99, ms", times: 1, peers: both},
		{figure: "burst card", about: "last card, ms", times: 1, peers: both},
		{figure: "burst share", about: "of the store's own rate, %", least: 60},
		{figure: "flood ack", about: "reactions at once: ack p99, ms", times: 1, peers: both},
		{figure: "flood stored", about: "all stored, ms", times: 1, peers: both},
		{figure: "flood share", about: "of the store's own rate, %", least: 60},
		{figure: "lost", about: "lost or refused so far, and at the start", times: 1},
		{figure: "refresh ack", about: "a connection renewed: slowest ack, ms"},
		{figure: "refresh refused", about: "commands refused or timed out", times: 1},
		{figure: "refresh lost", about: "cards lost", times: 1},
		{figure: "away ack", about: "Slack 120 ms away: slowest ack, ms", most: 50},
		{figure: "away card", about: "card p50, ms"},
		{figure: "away lost", about: "lost or refused", times: 1},
		{figure: "narrow lost", about: "24 cards in one channel: lost", times: 1},
		{figure: "narrow last", about: "last card, s"},
		{figure: "memory", about: "memory at most, MB", most: 60},
		{figure: "start", about: "from exec to the first card, ms", most: 150},
	}
}

// sheetOfPeers is what was found in all rounds.
type sheetOfPeers struct {
	found map[string]map[string][]float64 // by bot and figure
}

func (s *sheetOfPeers) add(peer string, m measured) {
	if s.found == nil {
		s.found = map[string]map[string][]float64{}
	}
	if s.found[peer] == nil {
		s.found[peer] = map[string][]float64{}
	}
	for figure, value := range m {
		s.found[peer][figure] = append(s.found[peer][figure], value)
	}
}

// median is false for what was not measured.
func (s *sheetOfPeers) median(peer, figure string) (float64, bool) {
	values := slices.Sorted(slices.Values(s.found[peer][figure]))
	if len(values) == 0 {
		return 0, false
	}
	return values[len(values)/2], true
}

// markdown is the table as README.md shows it: medians, and how Pogo stands.
func (s *sheetOfPeers) markdown(peers []peer) string {
	var out strings.Builder
	out.WriteString("| |")
	for _, p := range peers {
		fmt.Fprintf(&out, " %s |", p.name)
	}
	out.WriteString(" Pogo |\n|---|" + strings.Repeat("---:|", len(peers)) + "---|\n")
	for _, g := range goals() {
		fmt.Fprintf(&out, "| %s |", g.about)
		for _, p := range peers {
			if value, ok := s.median(p.name, g.figure); ok {
				fmt.Fprintf(&out, " %s |", short(value))
			} else {
				out.WriteString(" |")
			}
		}
		fmt.Fprintf(&out, " %s |\n", s.verdict(g))
	}
	return out.String()
}

// verdict says how Pogo stands, and whether that is as it is to be.
func (s *sheetOfPeers) verdict(g goal) string {
	pogo, ok := s.median("pogo", g.figure)
	if !ok {
		return ""
	}
	switch {
	case g.most > 0:
		return fmt.Sprintf("%s: at most %s", held(pogo <= g.most), short(g.most))
	case g.least > 0:
		return fmt.Sprintf("%s: at least %s", held(pogo >= g.least), short(g.least))
	case g.times > 0 && g.peers == nil:
		return held(pogo == 0) + ": none"
	}
	var said []string
	for _, name := range g.peers {
		if theirs, ok := s.median(name, g.figure); ok && theirs > 0 {
			said = append(said, fmt.Sprintf("%s: %.2f times %s, at most %.1f", held(pogo <= g.times*theirs), pogo/theirs, name, g.times))
		}
	}
	return strings.Join(said, "; ")
}

func held(yes bool) string {
	if yes {
		return "held"
	}
	return "**missed**"
}

func short(value float64) string {
	if value < 10 && value != float64(int(value)) {
		return fmt.Sprintf("%.1f", value)
	}
	return fmt.Sprintf("%.0f", value)
}

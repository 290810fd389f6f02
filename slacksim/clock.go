package slacksim

import (
	"fmt"
	"strings"
	"time"
)

// realTime is the only clock of this package. It measures waits, which cannot
// be moved, and stands in for Config.Now when none is given.
func realTime() time.Time {
	return time.Now() //nolint:forbidigo // because a pretend Slack has a clock of its own, as Slack has
}

// stamp gives the next message timestamp of a conversation: wall time with
// microseconds, and always later than the one before.
// docs.slack.dev/messaging/retrieving-messages: ts is unique within its conversation.
func (c *channel) stamp(now time.Time) string {
	micros := now.UnixMicro()
	if micros <= c.lastStamp {
		micros = c.lastStamp + 1
	}
	c.lastStamp = micros
	return formatStamp(micros)
}

func formatStamp(micros int64) string {
	return fmt.Sprintf("%d.%06d", micros/1e6, micros%1e6)
}

// newID makes an id of Slack's looks: a letter and upper-case characters.
func (s *Slack) newID(letter string) string {
	s.ids++
	return letter + "0" + strings.ToUpper(fmt.Sprintf("%08x", s.ids))
}

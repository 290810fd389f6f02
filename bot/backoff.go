package bot

import (
	"math/rand/v2"
	"time"
)

// backoff spaces out attempts: each wait is about twice the one before, with
// jitter so that many processes do not come back at the same instant.
type backoff struct {
	first, longest time.Duration
	attempts       int
}

func (b *backoff) next() time.Duration {
	wait := b.first
	for range b.attempts {
		if wait *= 2; wait >= b.longest {
			wait = b.longest
			break
		}
	}
	b.attempts++
	return wait/2 + rand.N(wait/2+1) //nolint:gosec // because jitter needs no secrecy
}

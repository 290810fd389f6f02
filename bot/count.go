package bot

import (
	"sync"
	"time"
)

// count is how many things are under way. Its zero value is none, and it is
// safe for concurrent use.
type count struct {
	mu   sync.Mutex
	n    int
	none chan struct{} // closed when n comes to zero; nil while nobody waits
}

// add counts one more, unless there are limit of them already.
func (c *count) add(limit int) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.n >= limit {
		return false
	}
	c.n++
	return true
}

func (c *count) done() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.n--; c.n == 0 && c.none != nil {
		close(c.none)
		c.none = nil
	}
}

func (c *count) now() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.n
}

// wait returns once none is left, or how many are after the longest wait.
func (c *count) wait(longest time.Duration) int {
	c.mu.Lock()
	if c.n == 0 {
		c.mu.Unlock()
		return 0
	}
	if c.none == nil {
		c.none = make(chan struct{})
	}
	none := c.none
	c.mu.Unlock()
	timer := time.NewTimer(longest)
	defer timer.Stop()
	select {
	case <-none:
		return 0
	case <-timer.C:
		return c.now()
	}
}

package bot

import (
	"context"
	"sync"
	"time"
)

// task is a request that waits to be handled.
type task struct {
	request
	link    *link // by which it came, and is to be acknowledged
	arrived time.Time
}

// pool has tasks handled by a fixed number of workers: those of one lane in
// the order in which they were submitted, those of different lanes at the same
// time. What waits together in a lane of reactions is handled together.
type pool struct {
	limit  int
	handle func(context.Context, []task)
	jobs   count       // tasks that wait or are handled
	ready  chan string // lanes with a task to handle and nobody handling it
	mu     sync.Mutex
	lanes  map[string][]task
	done   sync.WaitGroup
}

func newPool(limit int, handle func(context.Context, []task)) *pool {
	return &pool{
		limit: limit, handle: handle,
		ready: make(chan string, limit), // one place for each task at most: never blocks
		lanes: map[string][]task{},
	}
}

// start runs the workers until ctx is done; tasks that wait then are dropped.
func (p *pool) start(ctx context.Context, workers int) {
	for range workers {
		p.done.Go(func() {
			for {
				select {
				case lane := <-p.ready:
					tasks := p.first(lane)
					p.handle(ctx, tasks)
					p.finish(lane, len(tasks))
				case <-ctx.Done():
					return
				}
			}
		})
	}
}

// submit reports false if as many tasks wait as may.
func (p *pool) submit(lane string, t task) bool {
	if !p.jobs.add(p.limit) {
		return false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.lanes[lane] = append(p.lanes[lane], t)
	if len(p.lanes[lane]) == 1 {
		p.ready <- lane
	}
	return true
}

// maxTogether bounds how long the first of those handled together waits for
// the last.
const maxTogether = 256

// first returns the tasks at the head of a lane that are handled together.
func (p *pool) first(lane string) []task {
	p.mu.Lock()
	defer p.mu.Unlock()
	tasks := p.lanes[lane]
	n := 1
	for tasks[0].joins() && n < min(len(tasks), maxTogether) && tasks[n].joins() {
		n++
	}
	return tasks[:n:n]
}

func (p *pool) finish(lane string, n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.lanes[lane] = p.lanes[lane][n:]; len(p.lanes[lane]) > 0 {
		p.ready <- lane
	} else {
		delete(p.lanes, lane)
	}
	for range n {
		p.jobs.done()
	}
}

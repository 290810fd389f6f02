package bot

import (
	"context"
	"sync"
)

// pool runs jobs on a fixed number of workers: those of one lane in the order
// in which they were submitted, those of different lanes at the same time.
type pool struct {
	limit int
	jobs  count       // that wait or run
	ready chan string // lanes with a job to run and nobody running it
	mu    sync.Mutex
	lanes map[string][]func(context.Context)
	done  sync.WaitGroup
}

func newPool(limit int) *pool {
	return &pool{
		limit: limit,
		ready: make(chan string, limit), // one place for each job at most: never blocks
		lanes: map[string][]func(context.Context){},
	}
}

// start runs the workers until ctx is done; jobs that wait then are dropped.
func (p *pool) start(ctx context.Context, workers int) {
	for range workers {
		p.done.Go(func() {
			for {
				select {
				case lane := <-p.ready:
					p.first(lane)(ctx)
					p.finish(lane)
				case <-ctx.Done():
					return
				}
			}
		})
	}
}

// submit reports false if as many jobs wait as may.
func (p *pool) submit(lane string, job func(context.Context)) bool {
	if !p.jobs.add(p.limit) {
		return false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.lanes[lane] = append(p.lanes[lane], job)
	if len(p.lanes[lane]) == 1 {
		p.ready <- lane
	}
	return true
}

func (p *pool) first(lane string) func(context.Context) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.lanes[lane][0]
}

func (p *pool) finish(lane string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.lanes[lane] = p.lanes[lane][1:]; len(p.lanes[lane]) > 0 {
		p.ready <- lane
	} else {
		delete(p.lanes, lane)
	}
	p.jobs.done()
}

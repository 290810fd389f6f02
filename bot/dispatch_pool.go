package bot

import (
	"context"
	"sync"
)

// pool runs jobs on a fixed number of workers: those of one lane in the order
// in which they were submitted, those of different lanes at the same time.
type pool struct {
	limit int
	ready chan string // lanes with a job to run and nobody running it
	mu    sync.Mutex
	lanes map[string][]func(context.Context)
	jobs  int           // that wait or run
	empty chan struct{} // closed and replaced whenever no job is left
	done  sync.WaitGroup
}

func newPool(limit int) *pool {
	return &pool{
		limit: limit,
		ready: make(chan string, limit), // one place for each job at most: never blocks
		lanes: map[string][]func(context.Context){},
		empty: make(chan struct{}),
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
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.jobs >= p.limit {
		return false
	}
	p.jobs++
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
	p.jobs--
	if p.lanes[lane] = p.lanes[lane][1:]; len(p.lanes[lane]) > 0 {
		p.ready <- lane
	} else {
		delete(p.lanes, lane)
	}
	if p.jobs == 0 {
		close(p.empty)
		p.empty = make(chan struct{})
	}
}

func (p *pool) load() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.jobs
}

// idle waits until no job is left, and reports how many are when ctx is done.
func (p *pool) idle(ctx context.Context) int {
	for {
		p.mu.Lock()
		jobs, empty := p.jobs, p.empty
		p.mu.Unlock()
		if jobs == 0 {
			return 0
		}
		select {
		case <-empty:
		case <-ctx.Done():
			return p.load()
		}
	}
}

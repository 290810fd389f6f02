package intake

import (
	"context"
	"sync"

	"pogo/exchange"
	"pogo/scrum"
)

// How far reading goes ahead of keeping, in stories, and how many bytes of text
// make a long one count for several. To keep the words of two thousand stories
// takes a while, in which other processors read on.
const (
	readAhead = 256
	longText  = 16 << 10
)

// understood reads the items' texts on all processors, which takes the most
// time of all, and calls keep with each in the order of the file.
func understood(ctx context.Context, items *exchange.Items, keep func(exchange.Item, scrum.Story) error) error {
	ctx, stop := context.WithCancel(ctx)
	a := lookahead{queue: make(chan inHand, readAhead), room: make(chan struct{}, readAhead)}
	var reader sync.WaitGroup
	defer reader.Wait() // the file is free again
	defer stop()
	reader.Go(func() { a.read(ctx, items) })
	for i := range a.queue {
		if i.err != nil {
			return i.err
		}
		if err := keep(i.item, <-i.story); err != nil {
			return err
		}
		for range i.room {
			<-a.room
		}
	}
	return ctx.Err()
}

// lookahead is what was read and is not kept yet.
type lookahead struct {
	queue chan inHand   // in the order of the file
	room  chan struct{} // a token for each unit of it that is taken
}

// inHand is one item of it.
type inHand struct {
	item  exchange.Item
	err   error            // in the place of an item
	story chan scrum.Story // brings what its text says
	room  int              // units that it takes
}

// read fills the queue until the items end or ctx is done, and closes it.
func (a lookahead) read(ctx context.Context, items *exchange.Items) {
	defer close(a.queue)
	for item, err := range items.All() {
		i := inHand{item: item, err: err, story: make(chan scrum.Story, 1), room: min(1+len(item.Text)/longText, readAhead)}
		if !a.reserve(ctx, i.room) {
			return
		}
		a.queue <- i // never waits: there are as many places as units
		if err == nil {
			go func() { i.story <- item.Story() }()
		}
	}
}

// reserve waits for room. It reports false if ctx is done first.
func (a lookahead) reserve(ctx context.Context, units int) bool {
	for range units {
		select {
		case a.room <- struct{}{}:
		case <-ctx.Done():
			return false
		}
	}
	return true
}

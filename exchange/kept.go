package exchange

import (
	"iter"
	"time"

	"pogo/scrum"
)

// Kept is a story with all that is kept about it.
type Kept struct {
	Story  scrum.Story // its Sprint has no meaning in another database
	Sprint int         // number of the sprint that it is or was last in; 0 for none
	Stays  []Stay      // in sprints
	Steps  []scrum.Step
}

// Stay is a stay of a story in a sprint, as [scrum.SprintStory] is, by the
// sprint's number.
type Stay struct {
	Sprint                     int
	Size                       scrum.Points
	AddedAt, RemovedAt, DoneAt time.Time
}

// Product is a product with the sprints it had.
type Product struct {
	scrum.Product
	NextNumber int // of the next story
	Sprints    []scrum.Sprint
}

// Stories are a product's stories in the order in which they are written.
type Stories = iter.Seq2[Kept, error]

// Names says how a person is called in a file that people read.
type Names func(scrum.PersonID) string

package handlers

import (
	"hash/maphash"
	"sync"

	"pogo/scrum"
)

// templates remembers how stories are written: to find out takes as long as
// reading them, and each new story is compared with the last of its product
// while all other writers wait. It is safe for concurrent use.
type templates struct {
	mu    sync.Mutex
	seed  maphash.Seed
	known map[uint64]scrum.Template // by a hash of all that decides it
}

// manyTemplates is how many are remembered before it begins anew.
const manyTemplates = 1 << 15

func newTemplates() *templates {
	return &templates{seed: maphash.MakeSeed(), known: map[uint64]scrum.Template{}}
}

// usual is the template that most of the stories have. One of them may be at
// hand as it was read, which tells its template sooner.
func (k *templates) usual(stories []scrum.Wording, one scrum.Wording) scrum.Template {
	k.of(one)
	list := make([]scrum.Template, len(stories))
	for i, w := range stories {
		list[i] = k.of(w)
	}
	return scrum.UsualTemplate(list)
}

func (k *templates) of(w scrum.Wording) scrum.Template {
	key := k.key(w)
	k.mu.Lock()
	defer k.mu.Unlock()
	t, ok := k.known[key]
	if !ok {
		if len(k.known) >= manyTemplates {
			clear(k.known)
		}
		t = w.Template()
		k.known[key] = t
	}
	return t
}

// key does not go by the story's id: one that was taken back leaves its id to
// the next.
func (k *templates) key(w scrum.Wording) uint64 {
	var h maphash.Hash
	h.SetSeed(k.seed)
	for _, part := range append([]string{string(w.Kind), w.Text, w.Situation, w.Role, w.Goal, w.Benefit}, w.Warnings...) {
		_, _ = h.WriteString(part) // it never fails
		_ = h.WriteByte(0)
	}
	return h.Sum64()
}

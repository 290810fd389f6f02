package scrum

// Progress is how far the parts of an epic are.
type Progress struct {
	Done, Of           int    // parts
	DonePoints, Points Points // of the parts that have a size
	Unsized            int    // parts that have none
}

// Complete reports whether nothing is left to do, of something.
func (p Progress) Complete() bool { return p.Of > 0 && p.Done == p.Of }

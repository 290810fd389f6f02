package scrum

import "strings"

// SavedView is a filter that somebody gave a name, for themselves.
type SavedView struct {
	Name   string // as it was written
	Filter string // as it can be typed
}

// Limits of saved views.
const (
	MaxSavedViews = 20 // a person and product
	MaxViewName   = 60 // characters
)

// Folded is the name as it is looked up: without accents and case.
func (v SavedView) Folded() string { return FoldName(v.Name) }

// FoldName folds a name that people give and type again.
func FoldName(name string) string { return strings.Join(strings.Fields(Fold(name)), " ") }

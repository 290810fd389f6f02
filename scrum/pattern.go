package scrum

import (
	"regexp"
	"sync"
)

// pattern returns a regular expression, which it compiles when it is first
// asked for. There are two hundred, of which one text needs few, and to compile
// them all took longer than everything else before the program can answer.
type pattern func() *regexp.Regexp

// lazily is [regexp.MustCompile] for later.
func lazily(expression string) pattern {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

package scrum

import (
	"regexp"
	"sync"
)

// pattern returns a regular expression that is compiled when it is first
// needed. There are two hundred and a text needs only a few; compiling all of
// them took longer than everything else the program does before it can answer.
type pattern func() *regexp.Regexp

// lazily is [regexp.MustCompile] for later.
func lazily(expression string) pattern {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

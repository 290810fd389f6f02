package scrum

import (
	"errors"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// An expression that does not compile would be noticed by whoever types the
// first text that needs it.
func TestEveryExpressionCompiles(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	set := token.NewFileSet()
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	info := types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	checker := types.Config{Importer: noPackages{}, Error: func(error) {}}
	_, _ = checker.Check("scrum", set, files, &info) // without other packages it knows the constants
	count := 0
	for call, of := range info.Types {
		if c, ok := call.(*ast.CallExpr); !ok || len(c.Args) != 1 || types.ExprString(c.Fun) != "lazily" {
			continue
		} else if of = info.Types[c.Args[0]]; of.Value == nil {
			t.Errorf("%s: the expression is no constant", set.Position(c.Pos()))
		} else if _, err := regexp.Compile(constant.StringVal(of.Value)); err != nil {
			t.Errorf("%s: %v", set.Position(c.Pos()), err)
		}
		count++
	}
	if count < 100 {
		t.Errorf("%d expressions were found: the test looks in the wrong place", count)
	}
}

type noPackages struct{}

func (noPackages) Import(string) (*types.Package, error) { return nil, errors.New("not needed") }

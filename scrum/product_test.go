package scrum_test

import (
	"slices"
	"testing"

	"pogo/scrum"
)

func TestAProductIsNamedAfterItsChannel(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		channel string
		taken   []string
		want    string
	}{
		{"payments", nil, "PAY"},
		{"payments", []string{"PAY"}, "PAY2"},
		{"payroll", []string{"PAY", "PAY2"}, "PAY3"},
		{"équipe-web", nil, "EQU"},
		{"a-1", nil, "POG"},
		{"日本", nil, "POG"},
		{"x2-y3-z", nil, "XYZ"},
	} {
		t.Run(test.channel+" becomes "+test.want, func(t *testing.T) {
			t.Parallel()
			taken := func(key string) bool { return slices.Contains(test.taken, key) }
			if got := scrum.ProductKey(test.channel, taken); got != test.want {
				t.Errorf("got %s", got)
			}
		})
	}
}

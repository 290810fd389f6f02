package handlers_test

import (
	"strings"
	"testing"
	"time"

	"pogo/handlers"
	"pogo/outbox"
	"pogo/view"
)

// refuses lets Slack refuse everything that is to be posted, and tells whom it
// concerns, as the sender does.
func (r *room) refuses(code string) {
	r.t.Helper()
	r.steady = r.steady.Add(time.Minute)
	batch, err := r.db.ClaimDeliveries(r.t.Context(), r.steady, time.Minute, 100, 100)
	if err != nil {
		r.t.Fatal(err)
	}
	for _, d := range batch {
		if err := r.db.SettleDelivery(r.t.Context(), d.After(outbox.Outcome{Result: outbox.Refused, Error: code}, r.steady)); err != nil {
			r.t.Fatal(err)
		}
	}
	if err := r.TellParked(r.t.Context()); err != nil {
		r.t.Fatal(err)
	}
}

func TestTheOwnerHearsOnceADayAndCauseOfWhatCouldNotBePosted(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	told := func() string { return strings.Join(texts(r.posted()), "\n") }
	r.types("UNORA", "CPAY", "/story add a dashboard")
	r.refuses("is_archived")
	if got := told(); !strings.Contains(got, "post UNORA: 1 message could not be posted in <#CPAY>: it is archived") {
		t.Errorf("told %q", got)
	}
	if err := r.TellParked(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := told(); got != "" {
		t.Errorf("told again: %q", got)
	}
	r.types("USAMIR", "CPAY", "/story add a report")
	r.refuses("is_archived")
	list := r.posted()
	if len(list) != 1 || !list[0].Posted() || !strings.Contains(string(list[0].Body), "2 messages could not") {
		t.Errorf("the second of the day is %+v, want an edit of the first", list)
	}
}

// Nobody sees that a card in an archived channel is not up to date, and it is
// brought up to date once somebody could.
func TestAnEditWhereNobodySeesItIsNoNewsAndIsMadeWhenPogoIsBack(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.types("UNORA", "CPAY", "/story add a dashboard")
	r.posted()
	r.types("UNORA", "CPAY", "/story done PAY-1")
	r.refuses("is_archived")
	if parked, err := r.db.Parked(t.Context()); err != nil || len(parked) != 1 || !parked[0].Moot() {
		t.Errorf("parked are %+v, %v", parked, err)
	}
	if got := texts(r.posted()); len(got) != 0 {
		t.Errorf("somebody hears %q", got)
	}
	if err := r.Joined(t.Context(), handlers.Joined{Key: r.key(), Person: "UBOT", Inviter: "UNORA", Channel: "CPAY", Self: true, At: r.now}); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(texts(r.posted()), "\n"); !strings.Contains(got, "PAY-1") {
		t.Errorf("when it is back: %q", got)
	}
}

// A line that cannot be delivered is given up in silence: it would never end.
func TestALineThatCannotBeDeliveredCausesNoOther(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.types("UNORA", "CPAY", "/story add a dashboard")
	r.refuses("is_archived")
	r.refuses("user_disabled")
	if got := r.posted(); len(got) > 0 {
		t.Errorf("told %q", texts(got))
	}
}

func TestOnlyTheOwnerDecidesAboutWhatCouldNotBePosted(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.types("UNORA", "CPAY", "/story add a dashboard")
	r.refuses("is_archived")
	r.posted()
	press := func(who, action string) string {
		r.presses(who, "CPAY", action, "1 is_archived")
		return strings.Join(texts(r.posted()), "\n")
	}
	for _, who := range []string{"USAMIR", "UINES", "UEVE"} {
		for _, action := range []string{view.PileRetry, view.PileLetGo} {
			if got := press(who, action); got == "" || strings.Contains(got, "PAY-1") || strings.Contains(got, "1 message") {
				t.Errorf("%s may %s: %q", who, action, got)
			}
		}
	}
	if got := press("UNORA", view.PileRetry); !strings.Contains(got, "trying again to post 1 message") {
		t.Errorf("its owner is told %q", got)
	}
}

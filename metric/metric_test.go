package metric

import (
	"context"
	"errors"
	"testing"
	"time"

	"pogo/storage"
)

func TestADatabaseThatDoesNotAnswerSpoilsNoScrape(t *testing.T) {
	t.Parallel()
	m := New(time.Now, "test")
	m.registry.MustRegister(newReadings(func(context.Context, time.Time, time.Time) (storage.Readings, error) {
		return storage.Readings{}, errors.New("no")
	}, "", time.Now))
	families, err := m.registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range families {
		if f.GetName() == "pogo_readings_up" && f.GetMetric()[0].GetGauge().GetValue() == 0 {
			return
		}
	}
	t.Error("it is not said")
}

func TestTheNameOfACallTellsNoSecret(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"/api/chat.postMessage":                "chat.postMessage",
		"/commands/T1/123/secret":              "other",
		"/services/T1/B1/se.cret":              "other",
		"/upload/v1/CwABAAAAe.secret":          "other",
		"/api/files.getUploadURLExternal":      "files.getUploadURLExternal",
		"/api/":                                "other",
		"/actions/T0PRETEND/1234567890/secret": "other",
	} {
		if got := methodOf(address); got != want {
			t.Errorf("%s is called %s, want %s", address, got, want)
		}
	}
}

// Package metric counts for Prometheus what Pogo does: requests taken and
// acknowledged, messages sent, commits, deeds by the clock, calls of Slack, and
// what waits in the database.
//
// One [Set] is handed to whoever has something to report, through an interface
// or a function that the reporter declares: it is a bot.Metrics, its Commit
// goes to storage, its Met and NotMet to scheduler, and what [Set.Counted]
// returns carries the calls of Slack. [Set.Handler] is what Prometheus reads.
//
// No label holds anything that people wrote, nor a token, nor the name of a
// person or a channel.
package metric

import (
	"context"
	"errors"
	"net/http"
	"runtime"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"pogo/bot"
	"pogo/outbox"
	"pogo/scrum"
	"pogo/storage"
)

// Set is all that is counted about one process. Its methods are safe for
// concurrent use.
type Set struct {
	registry   *prometheus.Registry
	now        func() time.Time
	acked      *prometheus.HistogramVec
	turned     *prometheus.CounterVec
	queued     prometheus.Gauge
	bad        prometheus.Counter
	live       prometheus.Gauge
	others     prometheus.Gauge
	reconnects *prometheus.CounterVec
	delivered  *prometheus.CounterVec
	reconciled *prometheus.CounterVec
	errors     *prometheus.CounterVec
	batch      prometheus.Histogram
	commit     prometheus.Histogram
	lag        *prometheus.HistogramVec
	missed     *prometheus.CounterVec
	called     *prometheus.HistogramVec
	limited    *prometheus.CounterVec
}

// New returns a set in which nothing has been counted. What runs is said by
// version; durations are measured by now.
func New(now func() time.Time, version string) *Set {
	m := &Set{
		registry:   prometheus.NewRegistry(),
		now:        now,
		acked:      spans("pogo_ack_seconds", "From an envelope's arrival to its acknowledgement.", prompt(), "kind"),
		turned:     counters("pogo_turned_away_total", "Envelopes left unacknowledged.", "kind"),
		queued:     gauge("pogo_requests_waiting", "Requests that wait or are handled."),
		bad:        prometheus.NewCounter(prometheus.CounterOpts{Name: "pogo_bad_envelopes_total", Help: "Envelopes that could not be read."}),
		live:       gauge("pogo_connections", "Connections that Slack has greeted."),
		others:     gauge("pogo_other_connections", "Connections of other processes, or dead ones, as Slack counted at its last greeting."),
		reconnects: counters("pogo_reconnects_total", "Connections made anew.", "reason"),
		delivered:  counters("pogo_deliveries_total", "Calls of the sender.", "kind", "result"),
		reconciled: counters("pogo_reconciled_total", "Unknown outcomes that were looked up.", "kind", "found"),
		errors:     counters("pogo_errors_total", "Faults of our own.", "where", "kind"),
		batch: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "pogo_commit_changes", Help: "Changes committed together.", Buckets: prometheus.ExponentialBuckets(1, 2, 9),
		}),
		commit: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "pogo_commit_seconds", Help: "What a commit took, above all the sync of the disk.", Buckets: prompt(),
		}),
		lag: spans("pogo_schedule_lag_seconds", "From the instant at which a deed was due until it was dealt with.",
			[]float64{1, 5, 15, 60, 300, 900, 3600, 14400}, "deed"),
		missed: counters("pogo_schedule_missed_total", "Deeds that were due so long ago that they were not done.", "deed"),
		called: spans("pogo_slack_call_seconds", "What a call of Slack's Web API took.",
			[]float64{.05, .1, .25, .5, 1, 2.5, 5, 10}, "method", "status"),
		limited: counters("pogo_slack_rate_limited_total", "Calls that Slack asked to repeat later.", "method"),
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "pogo_build_info", Help: "1, labeled with what runs.", ConstLabels: prometheus.Labels{"version": version, "go": runtime.Version()},
	})
	build.Set(1)
	m.registry.MustRegister(m.acked, m.turned, m.queued, m.bad, m.live, m.others, m.reconnects, m.delivered, m.reconciled, m.errors,
		m.batch, m.commit, m.lag, m.missed, m.called, m.limited, build,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// prompt are buckets for what should take no time, up to Slack's patience.
func prompt() []float64 { return []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2, 3} }

func gauge(name, help string) prometheus.Gauge {
	return prometheus.NewGauge(prometheus.GaugeOpts{Name: name, Help: help})
}

func spans(name, help string, buckets []float64, labels ...string) *prometheus.HistogramVec {
	return prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: name, Help: help, Buckets: buckets}, labels)
}

func counters(name, help string, labels ...string) *prometheus.CounterVec {
	return prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
}

// Handler answers with everything that was counted, as Prometheus reads it.
func (m *Set) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// Acked counts an envelope that was acknowledged, and how long that took.
func (m *Set) Acked(kind string, after time.Duration) {
	m.acked.WithLabelValues(kind).Observe(after.Seconds())
}

// Queued tells how many requests wait or are being handled.
func (m *Set) Queued(n int) { m.queued.Set(float64(n)) }

// Turned counts an envelope that was left unacknowledged.
func (m *Set) Turned(kind string) { m.turned.WithLabelValues(kind).Inc() }

// BadEnvelope counts an envelope that could not be read.
func (m *Set) BadEnvelope() { m.bad.Inc() }

// Connected tells how many connections Slack has greeted.
func (m *Set) Connected(live int) { m.live.Set(float64(live)) }

// Others tells how many connections Slack counts that are not ours.
func (m *Set) Others(n int) { m.others.Set(float64(n)) }

// Reconnected counts a connection that had to be made anew, and why.
func (m *Set) Reconnected(reason string) { m.reconnects.WithLabelValues(reason).Inc() }

// Delivered counts one call of the sender and what came of it.
func (m *Set) Delivered(kind outbox.Kind, result string) {
	m.delivered.WithLabelValues(string(kind), result).Inc()
}

// Reconciled counts a delivery in doubt that was looked up in Slack.
func (m *Set) Reconciled(kind outbox.Kind, found bool) {
	result := "no"
	if found {
		result = "yes"
	}
	m.reconciled.WithLabelValues(string(kind), result).Inc()
}

// Failed counts a fault of our own, by where it happened and its kind.
func (m *Set) Failed(where string, err error) {
	m.errors.WithLabelValues(where, kindOf(err)).Inc()
}

// kindOf says what an error is about, in one word that does not depend on what
// people wrote.
func kindOf(err error) string {
	switch {
	case errors.Is(err, storage.ErrFull):
		return "disk_full"
	case errors.Is(err, storage.ErrClosed):
		return "closed"
	case errors.Is(err, storage.ErrLeaseLost):
		return "lease_lost"
	case errors.Is(err, context.DeadlineExceeded):
		return "timeout"
	case bot.Panicked(err):
		return "panic"
	}
	return "other"
}

// Commit is told by storage of each batch.
func (m *Set) Commit(changes int) (done func(error)) {
	began := m.now()
	m.batch.Observe(float64(changes))
	return func(err error) {
		m.commit.Observe(m.now().Sub(began).Seconds())
		if err != nil {
			m.Failed("commit", err)
		}
	}
}

// Met is told by scheduler of each deed that was dealt with.
func (m *Set) Met(o scrum.Judged, after time.Duration) {
	if o.Timing == scrum.Missed {
		m.missed.WithLabelValues(o.Deed).Inc()
		return
	}
	m.lag.WithLabelValues(o.Deed).Observe(after.Seconds())
}

// NotMet is told by scheduler of each deed that failed and is tried again.
func (m *Set) NotMet(_ scrum.Judged, err error) { m.Failed("deed", err) }

package main

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"pogo/outbox"
)

// metrics counts what bot reports, for Prometheus.
type metrics struct {
	registry   *prometheus.Registry
	acked      *prometheus.HistogramVec
	turned     *prometheus.CounterVec
	queued     prometheus.Gauge
	bad        prometheus.Counter
	live       prometheus.Gauge
	reconnects *prometheus.CounterVec
	delivered  *prometheus.CounterVec
	reconciled *prometheus.CounterVec
}

func newMetrics() *metrics {
	m := &metrics{
		registry:   prometheus.NewRegistry(),
		acked:      prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "pogo_ack_seconds", Help: "From an envelope's arrival to its acknowledgement.", Buckets: []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2, 3}}, []string{"kind"}),
		turned:     counters("pogo_turned_away_total", "Envelopes left unacknowledged.", "kind"),
		queued:     prometheus.NewGauge(prometheus.GaugeOpts{Name: "pogo_requests_waiting", Help: "Requests that wait or are handled."}),
		bad:        prometheus.NewCounter(prometheus.CounterOpts{Name: "pogo_bad_envelopes_total", Help: "Envelopes that could not be read."}),
		live:       prometheus.NewGauge(prometheus.GaugeOpts{Name: "pogo_connections", Help: "Connections that Slack has greeted."}),
		reconnects: counters("pogo_reconnects_total", "Connections made anew.", "reason"),
		delivered:  counters("pogo_deliveries_total", "Calls of the sender.", "kind", "result"),
		reconciled: counters("pogo_reconciled_total", "Unknown outcomes that were looked up.", "kind", "found"),
	}
	m.registry.MustRegister(m.acked, m.turned, m.queued, m.bad, m.live, m.reconnects, m.delivered, m.reconciled,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func counters(name, help string, labels ...string) *prometheus.CounterVec {
	return prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
}

func (m *metrics) Acked(kind string, after time.Duration) {
	m.acked.WithLabelValues(kind).Observe(after.Seconds())
}
func (m *metrics) Queued(n int)              { m.queued.Set(float64(n)) }
func (m *metrics) Turned(kind string)        { m.turned.WithLabelValues(kind).Inc() }
func (m *metrics) BadEnvelope()              { m.bad.Inc() }
func (m *metrics) Connected(live int)        { m.live.Set(float64(live)) }
func (m *metrics) Reconnected(reason string) { m.reconnects.WithLabelValues(reason).Inc() }
func (m *metrics) Delivered(kind outbox.Kind, result string) {
	m.delivered.WithLabelValues(string(kind), result).Inc()
}

func (m *metrics) Reconciled(kind outbox.Kind, found bool) {
	result := "no"
	if found {
		result = "yes"
	}
	m.reconciled.WithLabelValues(string(kind), result).Inc()
}

package metric

import (
	"context"
	"os"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"pogo/storage"
)

// readTime bounds what a scrape may ask of the database.
const readTime = 2 * time.Second

// readings asks the database what waits, each time that Prometheus asks. A
// database that does not answer in time gives no values, and pogo_readings_up
// is 0: a scrape of everything else is worth more than none.
type readings struct {
	ask  func(ctx context.Context, now, steady time.Time) (storage.Readings, error)
	path string // of the file; "" for a server, which is asked about its size elsewhere
	now  func() time.Time

	waiting, oldest, size, backup, up *prometheus.Desc
}

func newReadings(ask func(ctx context.Context, now, steady time.Time) (storage.Readings, error), path string, now func() time.Time) *readings {
	describe := func(name, help string, labels ...string) *prometheus.Desc {
		return prometheus.NewDesc(name, help, labels, nil)
	}
	return &readings{
		ask: ask, path: path, now: now,
		waiting: describe("pogo_waiting", "What waits in the database, by queue.", "queue"),
		oldest:  describe("pogo_waiting_oldest_seconds", "For how long the first of a queue has waited; 0 if nothing does.", "queue"),
		size:    describe("pogo_database_bytes", "Size of the database: its file, and the log of what is not in it yet.", "part"),
		backup:  describe("pogo_backup_timestamp_seconds", "When pogo backup last made a copy, in seconds since 1970; 0 for never."),
		up:      describe("pogo_readings_up", "1 if the database said in time what waits."),
	}
}

// Describe implements prometheus.Collector.
func (r *readings) Describe(ch chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{r.waiting, r.oldest, r.size, r.backup, r.up} {
		ch <- d
	}
}

// Collect implements prometheus.Collector.
func (r *readings) Collect(ch chan<- prometheus.Metric) {
	value := func(d *prometheus.Desc, v float64, labels ...string) {
		ch <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	if r.path != "" {
		for part, path := range map[string]string{"file": r.path, "log": r.path + "-wal"} {
			// To look at the file is harmless; to open it would drop SQLite's locks.
			if info, err := os.Stat(path); err == nil {
				value(r.size, float64(info.Size()), part)
			}
		}
		at := 0.0
		if last, err := storage.LastBackup(r.path); err == nil {
			at = float64(last.Unix())
		}
		value(r.backup, at)
	}
	ctx, cancel := context.WithTimeout(context.Background(), readTime)
	defer cancel()
	now := r.now()
	waits, err := r.ask(ctx, now, now)
	if err != nil {
		value(r.up, 0)
		return
	}
	value(r.up, 1)
	for queue, q := range map[string]storage.Queue{
		"outbox": waits.Open, "outbox_leased": waits.Leased, "outbox_in_doubt": waits.InDoubt, "outbox_parked": waits.Parked,
		"reactions": waits.Uncounted, "schedules": waits.Overdue,
	} {
		age := 0.0
		if q.N > 0 {
			age = max(now.Sub(q.Since).Seconds(), 0)
		}
		value(r.waiting, float64(q.N), queue)
		value(r.oldest, age, queue)
	}
}

// Watch has what waits in a database read each time that Prometheus asks.
// address is where the database is.
func (m *Set) Watch(db *storage.DB, address string) {
	if storage.IsServer(address) {
		address = ""
	}
	m.registry.MustRegister(newReadings(db.Readings, address, m.now))
}

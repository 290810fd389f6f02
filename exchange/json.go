package exchange

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"pogo/scrum"
)

// Version is that of the JSON form. It is raised when a program that knows
// only the one before would lose something of it.
const Version = 1

// Writer writes products and all that is kept of their stories as JSON, one
// story a line. Writing what [Read] gives makes the same bytes again.
type Writer struct {
	out      *bufio.Writer
	products int
	absences []scrum.Absence
}

// NewWriter begins a file.
func NewWriter(w io.Writer) *Writer {
	out := bufio.NewWriter(w)
	_, _ = fmt.Fprintf(out, "{\n\"pogo\": %d,\n\"products\": [", Version) // Flush returns the error
	return &Writer{out: out}
}

// Product writes a product with its stories.
func (w *Writer) Product(p Product, stories Stories) error {
	w.separate(w.products)
	w.products++
	if err := w.value(`{"product": `, fromProduct(p)); err != nil {
		return err
	}
	_, _ = w.out.WriteString(",\n\"sprints\": [")
	for i, s := range p.Sprints {
		w.separate(i)
		if err := w.value("", fromSprint(s)); err != nil {
			return err
		}
	}
	_, _ = w.out.WriteString("\n]")
	if err := list(w, "blockers", p.Blockers, fromBlocker); err != nil {
		return err
	}
	_, _ = w.out.WriteString(",\n\"stories\": [")
	n := 0
	for k, err := range stories {
		if err != nil {
			return err
		}
		w.separate(n)
		n++
		if err := w.value("", fromKept(k)); err != nil {
			return fmt.Errorf("write story %s: %w", k.Story.Key, err)
		}
	}
	_, _ = w.out.WriteString("\n]}")
	return w.out.Flush()
}

// Absences has the file end with when people are away, which is of no product.
func (w *Writer) Absences(list []scrum.Absence) { w.absences = append(w.absences, list...) }

// Close ends the file. It does not close what is written to.
func (w *Writer) Close() error {
	_, _ = w.out.WriteString("\n]")
	if err := list(w, "absences", w.absences, fromAbsence); err != nil {
		return err
	}
	_, _ = w.out.WriteString("\n}\n")
	return w.out.Flush()
}

// list writes what there may be none of, one a line, under a name.
func list[T, F any](w *Writer, name string, values []T, form func(T) F) error {
	if len(values) == 0 {
		return nil
	}
	_, _ = fmt.Fprintf(w.out, ",\n%q: [", name)
	for i, v := range values {
		w.separate(i)
		if err := w.value("", form(v)); err != nil {
			return err
		}
	}
	_, _ = w.out.WriteString("\n]")
	return nil
}

func (w *Writer) separate(before int) {
	if before > 0 {
		_ = w.out.WriteByte(',')
	}
	_ = w.out.WriteByte('\n')
}

func (w *Writer) value(before string, v any) error {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return fmt.Errorf("encode: %w", err)
	}
	_, _ = w.out.WriteString(before)
	_, err := w.out.Write(bytes.TrimRight(b.Bytes(), "\n"))
	return err
}

type productForm struct {
	Key        string          `json:"key"`
	Channel    scrum.ChannelID `json:"channel"`
	Owner      scrum.PersonID  `json:"owner"`
	Lang       scrum.Lang      `json:"lang"`
	Zone       string          `json:"zone"`
	NextNumber int             `json:"next_number"`
	CreatedAt  time.Time       `json:"created"`
	OnlyReady  bool            `json:"must_be_ready,omitempty"`
	Privacy    scrum.PersonID  `json:"privacy,omitempty"`
	Escalate   scrum.PersonID  `json:"escalate,omitempty"`
}

type sprintForm struct {
	Number    int            `json:"number"`
	Goal      string         `json:"goal"`
	StartedBy scrum.PersonID `json:"started_by,omitempty"`
	StartsAt  time.Time      `json:"starts,omitzero"`
	EndsAt    time.Time      `json:"ends,omitzero"`
	ClosedAt  time.Time      `json:"closed,omitzero"`
	Verdict   scrum.Verdict  `json:"verdict,omitempty"`
}

type storyForm struct {
	Number       int              `json:"number"`
	Text         string           `json:"text"`
	Kind         scrum.Kind       `json:"kind"`
	Lang         scrum.Lang       `json:"lang"`
	Title        string           `json:"title,omitempty"`
	Role         string           `json:"role,omitempty"`
	Goal         string           `json:"goal,omitempty"`
	Benefit      string           `json:"benefit,omitempty"`
	Situation    string           `json:"situation,omitempty"`
	Criteria     []string         `json:"criteria,omitempty"`
	Tags         []string         `json:"tags,omitempty"`
	Warnings     []string         `json:"warnings,omitempty"`
	State        scrum.StoryState `json:"state"`
	Author       scrum.PersonID   `json:"author"`
	Writer       scrum.PersonID   `json:"writer,omitempty"`
	Owner        scrum.PersonID   `json:"owner,omitempty"`
	Points       *float64         `json:"points,omitempty"` // absent: not estimated
	Rank         int              `json:"rank,omitempty"`
	Thumbs       int              `json:"thumbs,omitempty"`
	Report       scrum.BugReport  `json:"report,omitzero"`
	Stream       string           `json:"stream,omitempty"`
	Labels       []string         `json:"labels,omitempty"`
	Attachments  []string         `json:"attachments,omitempty"`
	Epic         bool             `json:"epic,omitempty"`
	Parent       int              `json:"parent,omitempty"`
	Sprint       int              `json:"sprint,omitempty"`
	Hidden       bool             `json:"hidden,omitempty"`
	Permalink    string           `json:"permalink,omitempty"`
	Origin       originForm       `json:"origin,omitzero"`
	CreatedAt    time.Time        `json:"created"`
	ReadyAt      time.Time        `json:"ready,omitzero"`
	DoneAt       time.Time        `json:"done,omitzero"`
	ReleasedAt   time.Time        `json:"released,omitzero"`
	DroppedCause string           `json:"dropped_cause,omitempty"`
	Missing      string           `json:"missing,omitempty"`
	Worth        scrum.Worth      `json:"worth,omitzero"`
	Stays        []stayForm       `json:"stays,omitempty"`
	Steps        []stepForm       `json:"steps,omitempty"`
	Links        []linkForm       `json:"links,omitempty"`
	Changes      []changeForm     `json:"changes,omitempty"`
	Sources      []sourceForm     `json:"sources,omitempty"`
	Surveys      []surveyForm     `json:"surveys,omitempty"`
}

type linkForm struct {
	Kind  scrum.LinkKind `json:"kind"`
	Other int            `json:"story"`
}

type changeForm struct {
	Field  string         `json:"field"`
	Before string         `json:"before,omitempty"`
	After  string         `json:"after,omitempty"`
	By     scrum.PersonID `json:"by,omitempty"`
	At     time.Time      `json:"at"`
}

type sourceForm struct {
	Tool string `json:"tool"`
	ID   string `json:"id"`
}

type originForm struct {
	Channel scrum.ChannelID `json:"channel"`
	Thread  string          `json:"thread"`
}

type stayForm struct {
	Sprint    int       `json:"sprint"`
	Points    *float64  `json:"points,omitempty"`
	AddedAt   time.Time `json:"added"`
	RemovedAt time.Time `json:"removed,omitzero"`
	DoneAt    time.Time `json:"done,omitzero"`
}

type stepForm struct {
	State scrum.StoryState `json:"state"`
	By    scrum.PersonID   `json:"by,omitempty"`
	At    time.Time        `json:"at,omitzero"`
}

func fromProduct(p Product) productForm {
	return productForm{p.Key, p.Channel, p.Owner, p.Lang, p.Zone, p.NextNumber, p.CreatedAt, p.MustBeReady, p.Privacy, p.Escalate}
}

func (f productForm) product() Product {
	return Product{
		Product:    scrum.Product{Key: f.Key, Channel: f.Channel, Owner: f.Owner, Lang: f.Lang, Zone: f.Zone, CreatedAt: f.CreatedAt, MustBeReady: f.OnlyReady, Privacy: f.Privacy, Escalate: f.Escalate},
		NextNumber: f.NextNumber,
	}
}

func fromSprint(s scrum.Sprint) sprintForm {
	return sprintForm{s.Number, s.Goal, s.StartedBy, s.StartsAt, s.EndsAt, s.ClosedAt, s.Verdict}
}

func (f sprintForm) sprint() scrum.Sprint {
	return scrum.Sprint{Number: f.Number, Goal: f.Goal, StartedBy: f.StartedBy, StartsAt: f.StartsAt, EndsAt: f.EndsAt, ClosedAt: f.ClosedAt, Verdict: f.Verdict}
}

func fromKept(k Kept) storyForm {
	s := k.Story
	f := storyForm{
		Number: s.Number, Text: s.Text, Kind: s.Kind, Lang: s.Lang, Title: s.Title, Role: s.Role, Goal: s.Goal, Benefit: s.Benefit,
		Situation: s.Situation, Criteria: s.Criteria, Tags: s.Tags, Warnings: s.Warnings, State: s.State, Author: s.Author, Writer: s.Writer, Owner: s.Owner,
		Points: fromPoints(s.Size), Rank: s.Rank, Thumbs: s.Thumbs, Sprint: k.Sprint, Hidden: s.Hidden, Permalink: s.Permalink,
		Report: s.Report, Stream: s.Stream, Labels: s.Labels, Attachments: s.Attachments, Epic: s.Epic, Parent: k.Parent, Origin: originForm(s.Origin),
		CreatedAt: s.CreatedAt, ReadyAt: s.ReadyAt, DoneAt: s.DoneAt, ReleasedAt: s.ReleasedAt, DroppedCause: s.DroppedCause,
		Missing: s.Missing, Worth: s.Worth,
	}
	for _, stay := range k.Stays {
		f.Stays = append(f.Stays, stayForm{stay.Sprint, fromPoints(stay.Size), stay.AddedAt, stay.RemovedAt, stay.DoneAt})
	}
	for _, step := range k.Steps {
		f.Steps = append(f.Steps, stepForm{step.State, step.By, step.At})
	}
	for _, l := range k.Links {
		f.Links = append(f.Links, linkForm(l))
	}
	for _, c := range k.Changes {
		f.Changes = append(f.Changes, changeForm(c))
	}
	for _, source := range k.Sources {
		f.Sources = append(f.Sources, sourceForm(source))
	}
	for _, survey := range k.Surveys {
		f.Surveys = append(f.Surveys, fromSurvey(survey))
	}
	return f
}

func (f storyForm) kept() Kept {
	k := Kept{Sprint: f.Sprint, Parent: f.Parent, Story: scrum.Story{
		Number: f.Number, Text: f.Text,
		Parsed: scrum.Parsed{
			Kind: f.Kind, Lang: f.Lang, Title: f.Title, Role: f.Role, Goal: f.Goal, Benefit: f.Benefit, Situation: f.Situation,
			Criteria: f.Criteria, Tags: f.Tags, Warnings: f.Warnings,
		},
		State: f.State, Author: f.Author, Writer: f.Writer, Owner: f.Owner, Size: points(f.Points), Rank: f.Rank, Thumbs: f.Thumbs,
		Report: f.Report, Stream: f.Stream, Labels: f.Labels, Attachments: f.Attachments, Epic: f.Epic, Origin: scrum.Origin(f.Origin),
		Hidden: f.Hidden, Permalink: f.Permalink, CreatedAt: f.CreatedAt, ReadyAt: f.ReadyAt, DoneAt: f.DoneAt, ReleasedAt: f.ReleasedAt,
		DroppedCause: f.DroppedCause, Missing: f.Missing, Worth: f.Worth,
	}}
	for _, stay := range f.Stays {
		k.Stays = append(k.Stays, Stay{stay.Sprint, points(stay.Points), stay.AddedAt, stay.RemovedAt, stay.DoneAt})
	}
	for _, step := range f.Steps {
		k.Steps = append(k.Steps, scrum.Step(step))
	}
	for _, l := range f.Links {
		k.Links = append(k.Links, Link(l))
	}
	for _, c := range f.Changes {
		k.Changes = append(k.Changes, scrum.Change(c))
	}
	for _, source := range f.Sources {
		k.Sources = append(k.Sources, scrum.Source(source))
	}
	for _, survey := range f.Surveys {
		k.Surveys = append(k.Surveys, survey.survey())
	}
	return k
}

func fromPoints(p scrum.Points) *float64 {
	if !p.Known {
		return nil
	}
	n := float64(p.Halves) / 2
	return &n
}

func points(n *float64) scrum.Points {
	if n == nil {
		return scrum.Points{}
	}
	return scrum.Points{Halves: int(*n * 2), Known: true}
}

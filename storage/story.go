package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"pogo/scrum"
)

const storyColumns = `s.id, s.product_id, s.number, d.key, s.text, s.kind, s.lang, s.title, s.role, s.goal, s.benefit,
	s.situation, s.criteria, s.tags, s.warnings, s.report, s.state, s.author_id, s.writer_id, s.owner_id, s.size_halves, s.rank, s.thumbs,
	s.stream, s.labels, s.attachments, s.epic, s.parent_id, s.sprint_id, s.hidden, s.permalink, s.origin_channel, s.origin_thread,
	s.revision, s.created_us, s.ready_us, s.done_us, s.released_us, s.dropped_cause, s.missing, s.worth`

const fromStory = ` FROM story s JOIN product d ON d.id = s.product_id `

func scanStory(r row) (scrum.Story, error) {
	var s scrum.Story
	var key, criteria, tags, warnings, report, labels, attachments, worth string
	var size sql.NullInt64
	var created, ready, done, released int64
	err := r.Scan(&s.ID, &s.Product, &s.Number, &key, &s.Text, &s.Kind, &s.Lang, &s.Title, &s.Role, &s.Goal, &s.Benefit,
		&s.Situation, &criteria, &tags, &warnings, &report, &s.State, &s.Author, &s.Writer, &s.Owner, &size, &s.Rank, &s.Thumbs,
		&s.Stream, &labels, &attachments, &s.Epic, &s.Parent, &s.Sprint, &s.Hidden, &s.Permalink, &s.Origin.Channel, &s.Origin.Thread,
		&s.Revision, &created, &ready, &done, &released, &s.DroppedCause, &s.Missing, &worth)
	if err != nil {
		return s, err
	}
	s.Key = scrum.StoryKey(key, s.Number)
	s.Size = scrum.Points{Halves: int(size.Int64), Known: size.Valid}
	s.CreatedAt, s.ReadyAt, s.DoneAt, s.ReleasedAt = instant(created), instant(ready), instant(done), instant(released)
	for _, l := range []struct {
		stored string
		into   any
	}{{criteria, &s.Criteria}, {tags, &s.Tags}, {warnings, &s.Warnings}, {report, &s.Report}, {labels, &s.Labels}, {attachments, &s.Attachments}, {worth, &s.Worth}} {
		if err := json.Unmarshal([]byte(l.stored), l.into); err != nil {
			return s, fmt.Errorf("read a list of story %d: %w", s.ID, err)
		}
	}
	return s, nil
}

const insertStory = `INSERT INTO story (product_id, number, text, kind, lang, title, role, goal, benefit, situation,
		criteria, tags, warnings, report, state, author_id, writer_id, owner_id, size_halves, rank, thumbs,
		stream, labels, attachments, epic, parent_id, sprint_id, hidden, permalink, origin_channel, origin_thread,
		created_us, touched_us, ready_us, done_us, released_us, dropped_cause, missing, worth)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25,
		$26, $27, $28, $29, $30, $31, $32, $32, $33, $34, $35, $36, $37, $38)`

// CreateStory keeps a new story and returns it with its id and revision, and
// otherwise as [Tx.Story] does from now on; its key is the caller's. What came
// from somewhere else may be old, ranked, in a sprint or done already.
func (tx *Tx) CreateStory(ctx context.Context, s scrum.Story) (scrum.Story, error) {
	s = asKept(s)
	var err error
	if s.ID, err = tx.addStory(ctx, s); err != nil {
		return s, err
	}
	return s, tx.addWords(ctx, postings(s, s.Words()))
}

// asKept is a new story as it will be read: texts that both engines take, lists
// that are there if empty, instants to the microsecond.
func asKept(s scrum.Story) scrum.Story {
	for _, t := range []*string{
		&s.Text, &s.Title, &s.Role, &s.Goal, &s.Benefit, &s.Situation, &s.Stream, &s.Permalink, &s.Origin.Thread, &s.DroppedCause, &s.Missing,
	} {
		*t = text(*t)
	}
	for _, l := range []*[]string{&s.Criteria, &s.Tags, &s.Warnings, &s.Labels, &s.Attachments} {
		*l = clean(*l)
	}
	s.Report, s.DoneAt, s.Revision = reported(s.Report), finished(s), 1
	for _, at := range []*time.Time{&s.CreatedAt, &s.ReadyAt, &s.DoneAt, &s.ReleasedAt} {
		*at = instant(micros(*at))
	}
	return s
}

// addStory keeps all of a new story but its words.
func (tx *Tx) addStory(ctx context.Context, s scrum.Story) (scrum.StoryID, error) {
	if s.Hidden && s.Author == "" {
		return 0, fmt.Errorf("create story %s: it is hidden, and nobody would see it", s.Key)
	}
	id, err := insert[scrum.StoryID](ctx, tx, insertStory, s.Product, s.Number, text(s.Text), s.Kind, s.Lang, text(s.Title),
		text(s.Role), text(s.Goal), text(s.Benefit), text(s.Situation), list(s.Criteria), list(s.Tags), list(s.Warnings), report(s.Report),
		s.State, s.Author, s.Writer, s.Owner, halves(s.Size), s.Rank, s.Thumbs,
		text(s.Stream), list(s.Labels), list(s.Attachments), bit(s.Epic), s.Parent, s.Sprint, bit(s.Hidden), s.Permalink, s.Origin.Channel, s.Origin.Thread,
		micros(s.CreatedAt), micros(s.ReadyAt), micros(finished(s)), micros(s.ReleasedAt), text(s.DroppedCause), text(s.Missing), object(s.Worth))
	if err != nil {
		return 0, fmt.Errorf("create story %s: %w", s.Key, err)
	}
	s.ID = id
	if err := tx.raiseBacklogSize(ctx, s); err != nil {
		return 0, err
	}
	if err := tx.addLabels(ctx, s, foldedLabels(s)); err != nil {
		return 0, err
	}
	return id, tx.keepPersona(ctx, s, "")
}

const selectStory = `SELECT ` + storyColumns + fromStory + `WHERE s.id = $1`

// Story returns a story, or [scrum.ErrNotFound].
func (tx *Tx) Story(ctx context.Context, id scrum.StoryID) (scrum.Story, error) {
	s, err := one(ctx, tx, scanStory, selectStory, id)
	if err != nil {
		return s, fmt.Errorf("story %d: %w", id, err)
	}
	return s, nil
}

const selectStoryByNumber = `SELECT ` + storyColumns + fromStory + `WHERE s.product_id = $1 AND s.number = $2`

// StoryByNumber returns a product's story by its number, or
// [scrum.ErrNotFound].
func (tx *Tx) StoryByNumber(ctx context.Context, product scrum.ProductID, number int) (scrum.Story, error) {
	s, err := one(ctx, tx, scanStory, selectStoryByNumber, product, number)
	if err != nil {
		return s, fmt.Errorf("story %d of product %d: %w", number, product, err)
	}
	return s, nil
}

const updateStory = `UPDATE story SET kind = $3, lang = $4, title = $5, role = $6, goal = $7, benefit = $8, situation = $9,
		criteria = $10, tags = $11, warnings = $12, state = $13, owner_id = $14, size_halves = $15, sprint_id = $16,
		hidden = $17, done_us = $18, dropped_cause = $19, report = $20, author_id = $21, stream = $22, labels = $23,
		attachments = $24, epic = $25, parent_id = $26, ready_us = $27, released_us = $28, missing = $29, worth = $30, revision = revision + 1
	WHERE id = $1 AND revision = $2`

// SaveStory keeps a change to a story as it was read and returns it as it
// stands then. It returns [scrum.ErrChanged], and changes nothing, if the
// story was changed since. Rank and 👍 have writers of their own: [Tx.SetRanks]
// and [Tx.SetThumbs], which are no change to the story.
func (tx *Tx) SaveStory(ctx context.Context, s scrum.Story) (scrum.Story, error) {
	persona, err := tx.told(ctx, s.ID)
	if err != nil {
		return s, err
	}
	n, err := tx.exec(ctx, updateStory, s.ID, s.Revision, s.Kind, s.Lang, text(s.Title), text(s.Role), text(s.Goal), text(s.Benefit),
		text(s.Situation), list(s.Criteria), list(s.Tags), list(s.Warnings), s.State, s.Owner, halves(s.Size), s.Sprint,
		bit(s.Hidden), micros(finished(s)), text(s.DroppedCause), report(s.Report), s.Author, text(s.Stream), list(s.Labels),
		list(s.Attachments), bit(s.Epic), s.Parent, micros(s.ReadyAt), micros(s.ReleasedAt), text(s.Missing), object(s.Worth))
	if err == nil && n == 0 {
		err = scrum.ErrChanged
	}
	if err != nil {
		return s, fmt.Errorf("save story %s: %w", s.Key, err)
	}
	if err := tx.keepWords(ctx, s); err != nil {
		return s, err
	}
	if err := tx.keepLabels(ctx, s); err != nil {
		return s, err
	}
	if err := tx.keepPersona(ctx, s, persona); err != nil {
		return s, err
	}
	return tx.Story(ctx, s.ID)
}

const updateThumbs = `UPDATE story SET thumbs = $2 WHERE id = $1`

// SetThumbs keeps how many people's 👍 stands on a story's card.
func (tx *Tx) SetThumbs(ctx context.Context, id scrum.StoryID, thumbs int) error {
	if _, err := tx.exec(ctx, updateThumbs, id, thumbs); err != nil {
		return fmt.Errorf("count 👍 of story %d: %w", id, err)
	}
	return nil
}

const updateRank = `UPDATE story SET rank = $2 WHERE id = $1`

// SetRanks gives each story its rank; 0 takes it away.
func (tx *Tx) SetRanks(ctx context.Context, ranks map[scrum.StoryID]int) error {
	for id, rank := range ranks {
		if _, err := tx.exec(ctx, updateRank, id, rank); err != nil {
			return fmt.Errorf("rank story %d: %w", id, err)
		}
	}
	return nil
}

// finished is when a story was done. One that was dropped or goes on has no such
// instant, whatever was known of it before: lists rely on it.
func finished(s scrum.Story) time.Time {
	if !s.State.Done() {
		return time.Time{}
	}
	return s.DoneAt
}

// text is a person's text as both engines store it: valid UTF-8, no NUL.
func text(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "")
}

// list is how texts of people are stored in a column.
func list[T ~string](of []T) string {
	data, err := json.Marshal(clean(of))
	if err != nil {
		return "[]" // unreachable: strings always encode
	}
	return string(data)
}

// clean are people's texts as both engines store them.
func clean[T ~string](of []T) []string {
	kept := make([]string, len(of))
	for i := range of {
		kept[i] = text(string(of[i]))
	}
	return kept
}

func report(b scrum.BugReport) string { return object(reported(b)) }

// reported is what is known of a bug in texts that both engines store.
func reported(b scrum.BugReport) scrum.BugReport {
	return scrum.BugReport{
		Happens: text(b.Happens), Expected: text(b.Expected), Since: text(b.Since), Affected: text(b.Affected), Workaround: text(b.Workaround),
	}
}

// object is a struct of texts and numbers as it is stored.
func object(of any) string {
	data, err := json.Marshal(of)
	if err != nil {
		return "{}" // unreachable: such structs always encode
	}
	return string(data)
}

func halves(p scrum.Points) any {
	if !p.Known {
		return nil
	}
	return p.Halves
}

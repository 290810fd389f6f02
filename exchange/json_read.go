package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"pogo/scrum"
)

// Receiver takes what [Read] reads, in the order of the file: a product, then
// its stories, and in the end when people are away. An error ends the reading and
// is returned as it is.
type Receiver struct {
	Product  func(Product) error
	Story    func(Kept) error
	Absences func([]scrum.Absence) error // nil: nobody asks
}

// Form is how a file is written.
type Form int

// The forms of files.
const (
	TableForm  Form = iota // CSV, or what is to be refused as none
	OwnForm                // the JSON of [Writer]
	TrelloForm             // the JSON of a Trello board
)

// FormOf tells how a file is written by its beginning, and goes back there.
func FormOf(file io.ReadSeeker) (Form, error) {
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return 0, fmt.Errorf("rewind: %w", err)
	}
	head := make([]byte, 512)
	n, err := io.ReadFull(file, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return 0, fmt.Errorf("read the beginning: %w", err)
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return 0, fmt.Errorf("rewind: %w", err)
	}
	head = bytes.TrimLeft(bytes.TrimPrefix(head[:n], []byte("\xEF\xBB\xBF")), " \t\r\n")
	switch first, rest, _ := bytes.Cut(head, []byte(":")); {
	case !bytes.HasPrefix(head, []byte("{")) && !bytes.HasPrefix(head, []byte("[")):
		return TableForm, nil
	case bytes.Contains(first, []byte(`"id"`)) && bytes.Contains(rest, []byte(`"name"`)):
		return TrelloForm, nil
	}
	return OwnForm, nil
}

// Read reads a file of [Writer]. A [Fault] says what of it is wrong, with its
// line.
func Read(file io.Reader, to Receiver) error {
	r := newJSONReader(file)
	r.to = to
	r.DisallowUnknownFields()
	return r.whole(r.file())
}

type jsonReader struct {
	*json.Decoder
	lines *lineCounter
	to    Receiver
}

func newJSONReader(file io.Reader) *jsonReader {
	lines := &lineCounter{in: transform.NewReader(file, unicode.UTF8BOM.NewDecoder())}
	return &jsonReader{Decoder: json.NewDecoder(lines), lines: lines}
}

// ours says that a file was not written by Pogo.
const notOurs = "this JSON is neither of pogo export nor of a Trello board: of other tools import the CSV export"

func (r *jsonReader) file() error {
	var version int
	if !r.opens('{') || !r.named("pogo") || r.Decode(&version) != nil {
		return r.fault(notOurs)
	}
	if version != Version {
		return r.fault("the file is of version %d and this program knows %d: use the program that wrote it, or a newer one", version, Version)
	}
	if !r.named("products") || !r.opens('[') {
		return r.fault(notOurs)
	}
	for r.More() {
		if err := r.product(); err != nil {
			return err
		}
	}
	if err := r.closes(']'); err != nil {
		return err
	}
	if r.More() {
		if err := r.absences(); err != nil {
			return err
		}
	}
	return r.closes('}')
}

func (r *jsonReader) absences() error {
	var forms []absenceForm
	if !r.named("absences") {
		return r.fault(notOurs)
	}
	if err := r.decode(&forms); err != nil {
		return err
	}
	list := make([]scrum.Absence, len(forms))
	for i, f := range forms {
		if f.wrong() {
			return r.fault("absence %d of the list cannot be", i+1)
		}
		list[i] = f.absence()
	}
	if r.to.Absences == nil {
		return nil
	}
	return r.to.Absences(list)
}

func (r *jsonReader) product() error {
	var p productForm
	if !r.opens('{') || !r.named("product") {
		return r.fault("a product should begin here")
	}
	if err := r.decode(&p); err != nil {
		return err
	}
	product := p.product()
	if key, _, ok := scrum.ParseStoryKey(p.Key + "-1"); !ok || key != p.Key || p.Channel == "" || p.Owner == "" || p.NextNumber < 1 {
		return r.fault("a product needs a key of capitals and digits, a channel, an owner and its next number")
	}
	if err := r.sprints(&product); err != nil {
		return err
	}
	next, err := r.blockers(&product)
	if err != nil {
		return err
	}
	if err := r.to.Product(product); err != nil {
		return err
	}
	return r.stories(product, next)
}

func (r *jsonReader) sprints(p *Product) error {
	var sprints []sprintForm
	if !r.named("sprints") {
		return r.fault("the sprints of %s should follow here", p.Key)
	}
	if err := r.decode(&sprints); err != nil {
		return err
	}
	for i, s := range sprints {
		if s.Number != i+1 || !slices.Contains([]scrum.Verdict{scrum.NotJudged, scrum.GoalReached, scrum.GoalPartly, scrum.GoalMissed}, s.Verdict) {
			return r.fault("the sprints of %s should be numbered from 1", p.Key)
		}
		p.Sprints = append(p.Sprints, s.sprint())
	}
	return nil
}

// blockers reads those of a product, if there are any, and returns what stands
// next.
func (r *jsonReader) blockers(p *Product) (next json.Token, err error) {
	if next, err = r.Token(); err != nil || next != "blockers" {
		return next, err
	}
	var forms []blockerForm
	if err := r.decode(&forms); err != nil {
		return nil, err
	}
	for i, f := range forms {
		if wrong := f.wrong(*p); wrong != "" {
			return nil, r.fault("blocker %d of %s: %s", i+1, p.Key, wrong)
		}
		p.Blockers = append(p.Blockers, f.blocker())
	}
	return r.Token()
}

func (r *jsonReader) stories(p Product, name json.Token) error {
	if name != "stories" || !r.opens('[') {
		return r.fault("the stories of %s should follow here", p.Key)
	}
	last := 0
	for r.More() {
		var f storyForm
		if err := r.decode(&f); err != nil {
			return err
		}
		if f.Number <= last || f.Number >= p.NextNumber {
			return r.fault("story %s: numbers must rise and stay below the product's next, %d", scrum.StoryKey(p.Key, f.Number), p.NextNumber)
		}
		last = f.Number
		if wrong := f.wrong(len(p.Sprints)); wrong != "" {
			return r.fault("story %s: %s", scrum.StoryKey(p.Key, f.Number), wrong)
		}
		k := f.kept()
		k.Story.Key = scrum.StoryKey(p.Key, f.Number)
		if err := r.to.Story(k); err != nil {
			return err
		}
	}
	return r.closes(']', '}')
}

// wrong says what no story of ours can be.
func (f storyForm) wrong(sprints int) string {
	stay := func(s stayForm) bool { return s.Sprint < 1 || s.Sprint > sprints }
	step := func(s stepForm) bool { return !s.State.Known() }
	size := func(s stayForm) bool { return !isPoints(s.Points) }
	link := func(l linkForm) bool { return !isLink(l) || l.Other == f.Number }
	source := func(s sourceForm) bool { return s.Tool == "" || s.ID == "" }
	for _, test := range []struct {
		wrong bool
		says  string
	}{
		{!isState(f.State) || slices.ContainsFunc(f.Steps, step), "a state that does not exist"},
		{f.Sprint < 0 || f.Sprint > sprints || slices.ContainsFunc(f.Stays, stay), "a sprint that is not in the file"},
		{f.Parent < 0 || f.Parent == f.Number || slices.ContainsFunc(f.Links, link), "an epic or a link that cannot be"},
		{slices.ContainsFunc(f.Sources, source), "a source without a tool or an id"},
		{!isPoints(f.Points) || slices.ContainsFunc(f.Stays, size), "points that are no size"},
		{!f.Worth.Known(), "a worth that nobody can give"},
		{!f.surveysFit(), "a survey that cannot be"},
		{f.Rank < 0 || f.Thumbs < 0, "a rank or a count below nothing"},
		{f.Text == "" || f.CreatedAt.IsZero(), "a story needs a text and when it was written"},
		{f.Hidden && f.Author == "", "a hidden story needs an author, for somebody must see it"},
	} {
		if test.wrong {
			return test.says
		}
	}
	return ""
}

func isState(s scrum.StoryState) bool {
	return s.Known() && s != scrum.StoryUndone
}

func isLink(l linkForm) bool {
	kinds := []scrum.LinkKind{scrum.LinkNeeds, scrum.LinkSplitFrom, scrum.LinkDuplicates, scrum.LinkFollows}
	return l.Other > 0 && slices.Contains(kinds, l.Kind)
}

func isPoints(n *float64) bool {
	return n == nil || *n >= 0 && *n <= scrum.MaxPoints && *n*2 == float64(int(*n*2))
}

// whole says what the end of a file in the middle of it means.
func (r *jsonReader) whole(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return r.fault("the file ends in the middle: it was not written or copied whole")
	}
	return err
}

// opens, named and closes take the next token.
func (r *jsonReader) opens(want json.Delim) bool {
	token, err := r.Token()
	return err == nil && token == want
}

func (r *jsonReader) named(want string) bool {
	token, err := r.Token()
	return err == nil && token == want
}

func (r *jsonReader) closes(want ...json.Delim) error {
	for _, delim := range want {
		token, err := r.Token()
		if err != nil {
			return r.syntax(err)
		}
		if token != delim {
			return r.fault("%v stands where %v should", token, delim)
		}
	}
	return nil
}

func (r *jsonReader) decode(v any) error {
	if err := r.Decode(v); err != nil {
		return r.syntax(err)
	}
	return nil
}

// syntax makes a fault of what is wrong with the JSON; errors of reading stay
// what they are.
func (r *jsonReader) syntax(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), r.lines.failed != nil:
		return err
	case errors.As(err, &syntax):
		return &Fault{Line: r.lines.at(r.InputOffset() + 1), Text: syntax.Error()} // where the broken value begins, below a comma
	case errors.As(err, &kind):
		return r.fault("%s cannot be a %s", kind.Field, kind.Value)
	}
	return r.fault("%v", err)
}

func (r *jsonReader) fault(format string, args ...any) *Fault {
	return faultf(r.lines.at(r.InputOffset()), 0, format, args...)
}

// lineCounter knows on which line an offset is, of those that were read last.
type lineCounter struct {
	in     io.Reader
	failed error
	read   int64
	breaks []int64 // offsets of the line breaks that were read last
	before int     // line breaks forgotten
}

func (l *lineCounter) Read(p []byte) (int, error) {
	n, err := l.in.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		l.failed = err
	}
	for i, b := range p[:n] {
		if b == '\n' {
			l.breaks = append(l.breaks, l.read+int64(i))
		}
	}
	const enough = 1 << 16
	if extra := len(l.breaks) - enough; extra > 0 {
		l.breaks = slices.Delete(l.breaks, 0, extra)
		l.before += extra
	}
	l.read += int64(n)
	return n, err
}

func (l *lineCounter) at(offset int64) int {
	n, _ := slices.BinarySearch(l.breaks, offset)
	return l.before + n + 1
}

package exchange

import (
	"encoding/json"
	"errors"
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

// whole says what the end of a file in the middle of it means.
func (r *jsonReader) whole(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return r.fault("the file ends in the middle: it was not written or copied whole")
	}
	return err
}

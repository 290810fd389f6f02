package scrum

import (
	"slices"
	"strings"
)

// Question is what a stand-up asks: one of the codes below, whose sentences
// are in locale, or a team's own question as it was written.
type Question string

// The default questions, forward first.
const (
	QuestionNext     Question = "next"     // what will you finish or move next?
	QuestionObstacle Question = "obstacle" // is anything in your way, or will be?
	QuestionOther    Question = "other"    // anything others should know?
)

// MaxQuestions and MaxQuestion are how many questions a stand-up may have and
// how many characters each.
const (
	MaxQuestions = 5
	MaxQuestion  = 150
)

// DefaultQuestions are those of a stand-up without its own, in the order in
// which they are asked.
func DefaultQuestions() []Question {
	return []Question{QuestionNext, QuestionObstacle, QuestionOther}
}

// Own reports whether a team wrote the question itself.
func (q Question) Own() bool { return !slices.Contains(DefaultQuestions(), q) }

// ParseQuestions reads a team's questions, one a line. Known has those that
// stand for a default one, by their folded text. The three default ones in
// their order, or nothing, are no questions of its own.
func ParseQuestions(lines string, known map[string]Question) []Question {
	var questions []Question
	for line := range strings.Lines(lines) {
		line = strings.Join(strings.Fields(line), " ")
		q, ok := known[Fold(line)]
		if !ok {
			q = Question(line)
			if !q.Own() {
				q += "?" // it must not be taken for the code
			}
		}
		if line != "" && !slices.Contains(questions, q) {
			questions = append(questions, q)
		}
	}
	if slices.Equal(questions, DefaultQuestions()) {
		return nil
	}
	return questions
}

func orDefault(questions []Question) []Question {
	if len(questions) == 0 {
		return DefaultQuestions()
	}
	return questions
}

// Answers are the answers to the questions, as they were written. A question
// that was left out is not in it.
type Answers map[Question]string

// AnswersFrom takes what was written into a form, a text for each question;
// blank is left out.
func AnswersFrom(questions []Question, texts []string) Answers {
	answers := Answers{}
	for i, q := range questions[:min(len(questions), len(texts))] {
		if text := strings.TrimSpace(texts[i]); text != "" {
			answers[q] = text
		}
	}
	return answers
}

// Empty reports whether there is nothing to report.
func (a Answers) Empty() bool { return len(a) == 0 }

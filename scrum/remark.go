package scrum

// Severity is how much a [Remark] matters.
type Severity string

// The severities, the gravest first.
const (
	SeverityError Severity = "error"
	SeverityWarn  Severity = "warn"
	SeverityInfo  Severity = "info"
)

// Remark is one thing that would make a story better. Rule is a code, such as
// "missing_benefit", that package locale explains.
type Remark struct {
	Rule     string
	Severity Severity
}

// Remarks returns everything that would make the story better, the most
// important first; the order is the same for the same story. Callers show at
// most three.
func Remarks(p Parsed) []Remark {
	_ = p
	return nil
}

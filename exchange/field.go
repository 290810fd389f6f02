package exchange

// Field is what a column means.
type Field string

// The fields. A column that is none of them is not imported, and said to be.
const (
	ID          Field = "id"         // of the tool, by which a row is recognized when it comes again
	Alias       Field = "alias"      // another id of the tool, by which other rows may name this one
	Title       Field = "title"      // the first line of the story's text
	Text        Field = "text"       // the rest of it
	Criteria    Field = "criteria"   // acceptance criteria, one a line
	Kind        Field = "kind"       // "Bug" makes one; others are kept
	State       Field = "state"      // the tool's status
	Category    Field = "category"   // what the tool itself makes of a status that is not known here
	Resolution  Field = "resolution" // why a done issue was not really done
	Archived    Field = "archived"   // "true" or a date drops a story that is not done
	Points      Field = "points"
	Created     Field = "created"
	Ready       Field = "ready"
	Done        Field = "done"
	Released    Field = "released"
	Stream      Field = "stream"
	Epic        Field = "epic"        // "yes" makes one, which holds others
	Labels      Field = "labels"      // several, in a cell or in columns of their own
	Attachments Field = "attachments" // addresses, likewise
	Parent      Field = "parent"      // the id of what it is a part of
	Needs       Field = "needs"       // ids of what must be done before
	NeededBy    Field = "needed-by"   // ids of what must wait for it
	Duplicates  Field = "duplicates"  // the id of what says the same
	Worth       Field = "worth"       // a part of the story's worth, which the column's name tells
	Keep        Field = "keep"        // kept at the end of the story's text
	Ignore      Field = "ignore"      // not imported
)

func fields() []Field {
	return []Field{
		ID, Alias, Title, Text, Criteria, Kind, State, Category, Resolution, Archived, Points, Created, Ready, Done, Released,
		Stream, Epic, Labels, Attachments, Parent, Needs, NeededBy, Duplicates, Worth, Keep, Ignore,
	}
}

// Package exchange reads and writes backlogs as files: the exports of Jira,
// Linear, Trello and GitHub Projects come in, and CSV, Markdown and a complete
// JSON go out.
//
// What comes in passes four steps, each of which streams: [Decode] makes
// UTF-8 of the file, [OpenTable] finds the separator and reads row by row,
// [Match] says which column means what (one of the tools' own tables, or what
// a person says), and [Items] makes of each row an [Item], which is a story
// but for the product and the number that it will have. What cannot be read
// is a [Fault] with its line. [Look] goes through all of it without keeping
// anything, for a preview and so that a fault in the last row is found before
// the first is written.
//
// Nothing that a row says is lost in silence: a column is a part of the
// story, or is kept at the end of its text, or is listed as not imported.
//
// What goes out as JSON ([Writer], [Read]) comes back identically. The CSV is
// for spreadsheets: no cell of it can be taken for a formula.
//
// The package knows no database and no command line.
package exchange

package scrum

import "testing"

// BenchmarkSentence shows what one text of the size that people type costs: to
// be read, to be remarked on beside one that is alike, to have its template
// told, and to be written out on its card.
func BenchmarkSentence(b *testing.B) {
	like := Story{Key: "PAY-1", Parsed: Parse("As a project manager, I want to track my team's budget, so that I can plan better")}
	around := Surroundings{Usual: TemplateConnextra, Like: []Story{like}}
	for _, bench := range []struct{ name, text string }{
		{"task", "add a dashboard"},
		{"bug", "the page crashes when I upload a PDF since yesterday, customers cannot pay"},
		{"english", "As a project manager, I want to track my team's progress, so that I can manage the schedule better."},
		{"french", "En tant que responsable de projet, je souhaite pouvoir suivre l'avancement de mes collaborateurs afin de mieux gérer le planning"},
		{"third person", "Le client doit pouvoir annuler sa commande afin d'éviter un appel"},
		{"ticket", ticket},
	} {
		s := Story{ID: 2, Key: "PAY-2", Text: bench.text, Parsed: Parse(bench.text)}
		for _, deed := range []struct {
			name string
			do   func()
		}{
			{"parse", func() { Parse(s.Text) }},
			{"remarks", func() { RemarksIn(s, around) }},
			{"template", func() { s.Template() }},
			{"written", func() { s.WrittenOut() }},
		} {
			b.Run(bench.name+"/"+deed.name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					deed.do()
				}
			})
		}
	}
}

// ticket is about the longest that people paste.
const ticket = `PAY-112 Export of invoices

*Context*: accounting re-types every invoice at the end of the month, which takes two days and is full of errors.

As an accountant of a small company, I want to export the invoices of a month as CSV or Excel, so that I can import them in our ledger without typing them again.

Acceptance criteria:
- the export holds one line an invoice, with number, date, client, net amount, tax and total
- amounts use a decimal point in the CSV and real numbers in Excel
- credit notes are exported with a negative amount
- a month without invoices gives an empty file with its header
- Given 10,000 invoices, when I click on Export, then the file is there in less than 10 seconds
- the file's name holds the month and the company
- only people with the role "accounting" see the button

Notes: see the mail of Claire (12 March), and the example in <https://drive.example.com/x|the shared folder>.
Out of scope: the export of quotes, and the automatic sending by e-mail.
`

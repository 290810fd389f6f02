package scrum

// Capacity is how much of a stretch of days a team can work.
type Capacity struct {
	From, To string // local dates, both included
	Each     []Available
}

// Available is how much one person of a team can work.
type Available struct {
	Person   PersonID
	Halves   int // half-days without absences and holidays
	Of       int // half-days there are, weekends apart
	Absences []Absence
}

// CapacityOf adds up when people work between two local dates.
func CapacityOf(calendars []Calendar, from, to string) Capacity {
	c := Capacity{From: from, To: to}
	whole := Calendar{}.HalfDays(from, to)
	for _, calendar := range calendars {
		a := Available{Person: calendar.Person, Halves: calendar.HalfDays(from, to), Of: whole}
		for _, absence := range calendar.Absences {
			if absence.From <= to && absence.To >= from {
				a.Absences = append(a.Absences, absence)
			}
		}
		c.Each = append(c.Each, a)
	}
	return c
}

// Halves are the half-days that everybody can work together.
func (c Capacity) Halves() int {
	n := 0
	for _, a := range c.Each {
		n += a.Halves
	}
	return n
}

// Of are the half-days that there would be if nobody was away.
func (c Capacity) Of() int {
	n := 0
	for _, a := range c.Each {
		n += a.Of
	}
	return n
}

package exchange

// worthColumns are the columns of a story's worth in Pogo's own tables.
func worthColumns() []string {
	return []string{
		"confidence", "class", "due", "moscow", "reach", "impact", "effort", "business value", "urgency", "risk", "job size", "value",
	}
}

// worthPart is the part of a worth that a column has.
func worthPart(column string) string {
	switch column {
	case "business value":
		return "business"
	case "job size":
		return "job"
	}
	return column
}

// takeWorth takes a part of the story's worth.
func (r *reader) takeWorth(d *draft, name, value string) {
	worth, ok := d.Worth.WithPart(worthPart(column(name)), value)
	if !ok {
		d.Unread = append(d.Unread, quote(value)+" in "+quote(name)+" is no worth that people can give: not taken")
		d.keep(name, value)
		return
	}
	d.Worth = worth
}

// settleWorth leaves out what says nothing by itself: a date without its class,
// or a class without its date.
func (d *draft) settleWorth() {
	if !d.Worth.Known() {
		d.Worth.Class, d.Worth.Due = "", ""
		d.Unread = append(d.Unread, "a fixed date needs the class “fixed” and a date: neither is taken")
	}
}

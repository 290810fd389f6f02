package slacksim

// A Person is a member of the workspace, or of another one that shares a
// channel with it.
type Person struct {
	ID       string // "U…"; made up when empty
	Name     string // the handle, as in @claire; unique
	RealName string
	Title    string
	Avatar   string // an emoji or a color for whoever draws the person; apps never see it
	TZ       string // IANA zone; may be empty, as it is for strangers
	Locale   string // "fr-FR"; strangers have none
	TeamID   string // the workspace; filled in when empty

	Bot      bool // an app's user
	Guest    bool // is_restricted
	Stranger bool // from another workspace, present through a shared channel
	Admin    bool
	Deleted  bool // deactivated
}

package handlers

import (
	"context"
	"time"

	"pogo/outbox"
	"pogo/scrum"
)

// Store keeps everything. Write runs fn in one transaction and returns nil
// only when it is durable; fn may run more than once, so it does nothing but
// read, decide and write. Read gives fn one consistent view.
type Store interface {
	Write(ctx context.Context, fn func(Tx) error) error
	Read(ctx context.Context, fn func(Tx) error) error
}

// Tx is a transaction, in the words of the nouns it is about. Each noun's
// file declares what it needs.
type Tx interface {
	baseTx
	storyTx
	storyVoteTx
	lifeTx
	detailsTx
	ownerTx
	epicTx
	historyTx
	splitTx
	reactionTx
	emojiTx
	guestVoteTx
	reconcileTx
	ballotTx
	estimateTx
	pokerTx
	sprintTx
	moveTx
	standupTx
	quietTx
	weeklyTx
	moodTx
	blockerTx
	homeTx
	pileTx
	clinicTx
	retroTx
	absenceTx
	exportTx
	newsTx
	savedViewTx
	groomTx
	backlogTx
	worthTx
	kanoTx
}

// baseTx is what every request needs: who speaks, where, and the outbox.
// What does not exist is an error that wraps [scrum.ErrNotFound].
type baseTx interface {
	// Seen records a dedupe key and reports whether it was there already.
	Seen(ctx context.Context, key string, now time.Time) (bool, error)
	// SeenWithin records when something was done that may be done again, and
	// reports whether that was less than within away from the last time, which
	// then stands.
	SeenWithin(ctx context.Context, key string, at time.Time, within time.Duration) (bool, error)

	Person(ctx context.Context, id scrum.PersonID) (scrum.Person, error)
	People(ctx context.Context, ids ...scrum.PersonID) (map[scrum.PersonID]scrum.Person, error)
	SavePeople(ctx context.Context, people ...scrum.Person) error
	Channel(ctx context.Context, id scrum.ChannelID) (scrum.Channel, error)
	SaveChannels(ctx context.Context, channels ...scrum.Channel) error
	SetMembers(ctx context.Context, channel scrum.ChannelID, people []scrum.PersonID, at time.Time) error
	Members(ctx context.Context, channel scrum.ChannelID) ([]scrum.Person, error)
	IsMember(ctx context.Context, channel scrum.ChannelID, person scrum.PersonID) (bool, error)
	SaveUserGroups(ctx context.Context, groups ...scrum.UserGroup) error
	UserGroups(ctx context.Context) ([]scrum.UserGroup, error)
	UserGroup(ctx context.Context, id scrum.GroupID) (scrum.UserGroup, error)

	CreateProduct(ctx context.Context, p scrum.Product) (scrum.Product, error)
	Product(ctx context.Context, id scrum.ProductID) (scrum.Product, error)
	ProductOf(ctx context.Context, channel scrum.ChannelID) (scrum.Product, error)
	ProductByKey(ctx context.Context, key string) (scrum.Product, error)
	ProductsOf(ctx context.Context, person scrum.PersonID) ([]scrum.Product, error)
	NextNumber(ctx context.Context, product scrum.ProductID) (int, error)
	SetProductLang(ctx context.Context, product scrum.ProductID, lang scrum.Lang) error

	KeepDraft(ctx context.Context, d scrum.Draft) error
	Draft(ctx context.Context, id string) (scrum.Draft, error)
	DraftsOf(ctx context.Context, person scrum.PersonID) ([]scrum.Draft, error)
	DropDraft(ctx context.Context, id string) error
	KeepUndo(ctx context.Context, u scrum.Undo) error
	// UndosOf returns what somebody can take back at an instant.
	UndosOf(ctx context.Context, person scrum.PersonID, at time.Time) ([]scrum.Undo, error)
	// TakeUndo removes the record and returns it, so that it works once.
	TakeUndo(ctx context.Context, person scrum.PersonID, id string) (scrum.Undo, error)

	Send(ctx context.Context, d outbox.Delivery) (outbox.Delivery, error)
	Delivery(ctx context.Context, name string) (outbox.Delivery, error)
	// LetIn opens again what the channel refused while Pogo was not in it.
	LetIn(ctx context.Context, channel scrum.ChannelID) error
	DeliveryAt(ctx context.Context, channel scrum.ChannelID, ts string) (outbox.Delivery, error)

	// Arm sets a schedule, due for the first time after now.
	Arm(ctx context.Context, s scrum.Schedule, now time.Time) error
	Disarm(ctx context.Context, product scrum.ProductID, deed, subject string) error
	Claim(ctx context.Context, o scrum.Occurrence, t scrum.Timing, now time.Time) (bool, error)
	Advance(ctx context.Context, o scrum.Occurrence, now time.Time) error
}

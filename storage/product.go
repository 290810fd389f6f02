package storage

import (
	"context"
	"encoding/json"
	"fmt"

	"pogo/scrum"
)

const productColumns = `d.id, d.channel_id, d.key, d.owner_id, d.lang, d.zone, d.created_us, d.must_be_ready, COALESCE(d.privacy_id, ''), d.vote_emoji, d.holidays, COALESCE(d.escalate_id, ''), d.guests_out`

func scanProduct(r row) (scrum.Product, error) {
	var p scrum.Product
	var created int64
	var emoji string
	err := r.Scan(&p.ID, &p.Channel, &p.Key, &p.Owner, &p.Lang, &p.Zone, &created, &p.MustBeReady, &p.Privacy, &emoji, &p.Holidays, &p.Escalate, &p.GuestsOut)
	if err != nil {
		return p, err
	}
	p.CreatedAt = instant(created)
	if err := json.Unmarshal([]byte(emoji), &p.Emoji); err != nil {
		return p, fmt.Errorf("read the emoji of product %d: %w", p.ID, err)
	}
	return p, nil
}

const insertProduct = `INSERT INTO product (channel_id, key, owner_id, lang, zone, created_us)
	VALUES ($1, $2, $3, $4, $5, $6)`

// CreateProduct keeps a new product and returns it with its id. The error is
// [scrum.ErrTaken] if the channel has one or another has its key.
func (tx *Tx) CreateProduct(ctx context.Context, p scrum.Product) (scrum.Product, error) {
	id, err := insert[scrum.ProductID](ctx, tx, insertProduct, p.Channel, p.Key, p.Owner, p.Lang, p.Zone, micros(p.CreatedAt))
	if err != nil {
		return p, fmt.Errorf("create product %s: %w", p.Key, err)
	}
	p.ID = id
	return p, nil
}

const selectProduct = `SELECT ` + productColumns + ` FROM product d WHERE d.id = $1`

// Product returns a product, or [scrum.ErrNotFound].
func (tx *Tx) Product(ctx context.Context, id scrum.ProductID) (scrum.Product, error) {
	p, err := one(ctx, tx, scanProduct, selectProduct, id)
	if err != nil {
		return p, fmt.Errorf("product %d: %w", id, err)
	}
	return p, nil
}

const selectProductOf = `SELECT ` + productColumns + ` FROM product d WHERE d.channel_id = $1`

// ProductOf returns the product whose home a channel is, or
// [scrum.ErrNotFound].
func (tx *Tx) ProductOf(ctx context.Context, channel scrum.ChannelID) (scrum.Product, error) {
	p, err := one(ctx, tx, scanProduct, selectProductOf, channel)
	if err != nil {
		return p, fmt.Errorf("product of %s: %w", channel, err)
	}
	return p, nil
}

const selectProductByKey = `SELECT ` + productColumns + ` FROM product d WHERE d.key = $1`

// ProductByKey returns the product with a key, in capitals as it is stored,
// or [scrum.ErrNotFound].
func (tx *Tx) ProductByKey(ctx context.Context, key string) (scrum.Product, error) {
	p, err := one(ctx, tx, scanProduct, selectProductByKey, key)
	if err != nil {
		return p, fmt.Errorf("product %q: %w", key, err)
	}
	return p, nil
}

const selectProducts = `SELECT ` + productColumns + ` FROM product d ORDER BY d.id -- scans: all of them are wanted`

// Products returns all products, the oldest first.
func (tx *Tx) Products(ctx context.Context) ([]scrum.Product, error) {
	list, err := all(ctx, tx, scanProduct, selectProducts)
	if err != nil {
		return nil, fmt.Errorf("products: %w", err)
	}
	return list, nil
}

const selectProductsOf = `SELECT ` + productColumns + ` FROM member m JOIN product d ON d.channel_id = m.channel_id
	WHERE m.person_id = $1 ORDER BY d.id`

// ProductsOf returns the products whose channel somebody is in, the oldest
// first.
func (tx *Tx) ProductsOf(ctx context.Context, person scrum.PersonID) ([]scrum.Product, error) {
	list, err := all(ctx, tx, scanProduct, selectProductsOf, person)
	if err != nil {
		return nil, fmt.Errorf("products of %s: %w", person, err)
	}
	return list, nil
}

const takeNumber = `UPDATE product SET next_number = next_number + 1 WHERE id = $1 RETURNING next_number - 1`

// NextNumber takes the next number of a product's stories: 1, 2, 3 … A number
// once taken by a committed change is never given again.
func (tx *Tx) NextNumber(ctx context.Context, id scrum.ProductID) (int, error) {
	n, err := one(ctx, tx, scalar[int], takeNumber, id)
	if err != nil {
		return 0, fmt.Errorf("next number of product %d: %w", id, err)
	}
	return n, nil
}

const (
	updateProductLang  = `UPDATE product SET lang = $2 WHERE id = $1`
	updateProductZone  = `UPDATE product SET zone = $2 WHERE id = $1`
	updateProductOwner = `UPDATE product SET owner_id = $2 WHERE id = $1`
	updatePrivacy      = `UPDATE product SET privacy_id = NULLIF($2, '') WHERE id = $1`
	updateEscalate     = `UPDATE product SET escalate_id = NULLIF($2, '') WHERE id = $1`
	updateProductKey   = `UPDATE product SET key = $2 WHERE id = $1`
)

// SetProductLang sets what Pogo speaks in a product's channel.
func (tx *Tx) SetProductLang(ctx context.Context, id scrum.ProductID, lang scrum.Lang) error {
	return tx.setProduct(ctx, updateProductLang, id, string(lang))
}

// SetProductZone sets the zone that dates a product's days.
func (tx *Tx) SetProductZone(ctx context.Context, id scrum.ProductID, zone string) error {
	return tx.setProduct(ctx, updateProductZone, id, zone)
}

const updateMustBeReady = `UPDATE product SET must_be_ready = $2 WHERE id = $1`

// SetMustBeReady says whether stories must be ready to go into a sprint.
func (tx *Tx) SetMustBeReady(ctx context.Context, id scrum.ProductID, must bool) error {
	if err := tx.change(ctx, updateMustBeReady, id, bit(must)); err != nil {
		return fmt.Errorf("change product %d: %w", id, err)
	}
	return nil
}

const updateVoteEmoji = `UPDATE product SET vote_emoji = $2 WHERE id = $1`

// SetVoteEmoji says which reactions to a card say what.
func (tx *Tx) SetVoteEmoji(ctx context.Context, id scrum.ProductID, e scrum.VoteEmoji) error {
	return tx.setProduct(ctx, updateVoteEmoji, id, object(e))
}

const updateGuestsOut = `UPDATE product SET guests_out = $2 WHERE id = $1`

// SetGuestsOut says whether guests and people of other workspaces have no
// vote.
func (tx *Tx) SetGuestsOut(ctx context.Context, id scrum.ProductID, out bool) error {
	if err := tx.change(ctx, updateGuestsOut, id, bit(out)); err != nil {
		return fmt.Errorf("change product %d: %w", id, err)
	}
	return nil
}

// SetProductOwner hands a product over.
func (tx *Tx) SetProductOwner(ctx context.Context, id scrum.ProductID, owner scrum.PersonID) error {
	return tx.setProduct(ctx, updateProductOwner, id, string(owner))
}

// SetPrivacyContact names who hears of stories about security or personal data;
// "": the owner.
func (tx *Tx) SetPrivacyContact(ctx context.Context, id scrum.ProductID, contact scrum.PersonID) error {
	return tx.setProduct(ctx, updatePrivacy, id, string(contact))
}

// SetEscalation names to whom blockers go that nobody cares for; "": nobody.
func (tx *Tx) SetEscalation(ctx context.Context, id scrum.ProductID, to scrum.PersonID) error {
	return tx.setProduct(ctx, updateEscalate, id, string(to))
}

// SetProductKey changes a product's key. The error is [scrum.ErrTaken] if
// another has it.
func (tx *Tx) SetProductKey(ctx context.Context, id scrum.ProductID, key string) error {
	return tx.setProduct(ctx, updateProductKey, id, key)
}

func (tx *Tx) setProduct(ctx context.Context, update string, id scrum.ProductID, value string) error {
	if err := tx.change(ctx, update, id, value); err != nil {
		return fmt.Errorf("change product %d: %w", id, err)
	}
	return nil
}

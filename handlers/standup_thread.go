package handlers

import (
	"context"
	"errors"

	"pogo/scrum"
	"pogo/view"
)

// A crowd's answers stand together in the digest's thread, so many people in a
// reply: that of 500 would be 500 replies otherwise, of which Slack takes one a
// second.
const (
	crowd     = 24
	crowdPage = 12
)

// isCrowd reports whether so many were asked before a digest that their answers
// stand together. Who is asked later does not change it.
func isCrowd(day scrum.StandupDay, asks []scrum.Ask) bool {
	n := 0
	for _, a := range asks {
		if !a.AskedAt.IsZero() && !a.AskedAt.After(day.DigestAt) {
			n++
		}
	}
	return n > crowd
}

// drawReplies puts all answers of a day into the digest's thread.
func (t *turn) drawReplies(ctx context.Context, day scrum.StandupDay, asks []scrum.Ask) error {
	if isCrowd(day, asks) {
		for first := 0; first < len(asks); first += crowdPage {
			if err := t.drawPage(ctx, day, asks, first/crowdPage); err != nil {
				return err
			}
		}
		return nil
	}
	for _, ask := range asks {
		if ask.State != scrum.AskAnswered {
			continue
		}
		if err := t.drawOneReply(ctx, day, ask); err != nil {
			return err
		}
	}
	return nil
}

// drawReply brings the digest's thread up to date with one answer.
func (t *turn) drawReply(ctx context.Context, day scrum.StandupDay, ask scrum.Ask) error {
	asks, err := t.tx.Asks(ctx, day.ID)
	if err != nil {
		return err
	}
	if !isCrowd(day, asks) {
		return t.drawOneReply(ctx, day, ask)
	}
	for i, a := range asks {
		if a.ID == ask.ID {
			return t.drawPage(ctx, day, asks, i/crowdPage)
		}
	}
	return nil
}

// drawPage draws a page of a crowd's answers. Everybody keeps their place on it,
// answered or not: asks are only ever added at the end.
func (t *turn) drawPage(ctx context.Context, day scrum.StandupDay, asks []scrum.Ask, page int) error {
	asks = asks[page*crowdPage : min((page+1)*crowdPage, len(asks))]
	var replies []view.AnswerReply
	for _, ask := range asks {
		if ask.State == scrum.AskAnswered && (!ask.Answers.Empty() || !ask.EditedAt.IsZero()) {
			replies = append(replies, t.answerReply(day, ask))
		}
	}
	if len(replies) == 0 {
		return nil
	}
	names, err := t.namesIn(ctx, asks, nil)
	if err != nil {
		return err
	}
	return t.reply(ctx, view.DigestName(day.ID), view.AnswersName(day.ID, page+1), view.StandupReplies(t.ours, replies, names))
}

func (t *turn) answerReply(day scrum.StandupDay, ask scrum.Ask) view.AnswerReply {
	return view.AnswerReply{Ask: ask, Zone: t.product.Location(), Late: ask.AnsweredAt.After(day.DigestAt)}
}

// drawOneReply puts a person's answers into the digest's thread. Somebody with
// nothing to report is in the digest's count, and nowhere else unless they
// had written something before.
func (t *turn) drawOneReply(ctx context.Context, day scrum.StandupDay, ask scrum.Ask) error {
	if ask.Answers.Empty() {
		written, err := t.stands(ctx, view.ReplyName(ask.ID))
		if err != nil || !written {
			return err
		}
	}
	names, err := t.namesIn(ctx, []scrum.Ask{ask}, nil)
	if err != nil {
		return err
	}
	reply := t.answerReply(day, ask)
	if reply.Late {
		// The digest was posted before, and an edit rings nobody.
		blocker, err := t.tx.BlockerOf(ctx, ask.ID)
		if err != nil && !errors.Is(err, scrum.ErrNotFound) {
			return err
		}
		reply.Helper = blocker.Helper
	}
	return t.reply(ctx, view.DigestName(day.ID), view.ReplyName(ask.ID), view.StandupReply(t.ours, reply, names))
}

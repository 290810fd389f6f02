package handlers

import (
	"context"

	"pogo/scrum"
	"pogo/view"
)

// setLanguage makes Pogo speak another language in the channel. Its first
// story chose one; the owner knows better.
func setLanguage(ctx context.Context, t *turn, _ Command, rest string) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	if isEmpty(rest) {
		return t.tell(ctx, view.Note(t.mine.Say("command.languageNow", "channel", escape(t.channel.Name), "language", t.spoken())))
	}
	lang, ok := language(rest)
	if !ok {
		return t.unfit("/po "+t.verb("po", "language"), "/po "+t.verb("po", "language")+" fr")
	}
	if err := t.mustOwn(ctx); err != nil {
		return err
	}
	if err := t.tx.SetProductLang(ctx, t.product.ID, lang); err != nil {
		return err
	}
	t.ours = t.h.words.For(string(lang))
	return t.tell(ctx, view.Note(t.mine.Say("command.language", "channel", escape(t.channel.Name), "language", t.spoken())))
}

// spoken is what the product's language is called in the person's own.
func (t *turn) spoken() string { return t.mine.Say("home.language." + t.ours.Lang()) }

// languageOf returns the language that a need is taken to be in. A guess gives
// way to the language its author reads.
func (t *turn) languageOf(p scrum.Parsed) scrum.Lang {
	unknown := t.person.Locale == "" && p.Lang != scrum.Undetermined
	if p.SureOfLang() || unknown {
		return p.Lang
	}
	return scrum.Lang(t.mine.Lang())
}

// answerAsTyped answers somebody whose language is not known yet in the one
// that they typed in, where that is plain.
func (t *turn) answerAsTyped(text string) {
	if t.person.Locale != "" {
		return
	}
	p := t.door.need.Parsed
	if t.door.need.Text == "" {
		p = scrum.Parse(text)
	}
	if p.SureOfLang() {
		t.mine = t.h.words.For(string(p.Lang), string(t.product.Lang), t.h.locale)
	}
}

// language reads the name of a language, in either of them.
func language(name string) (scrum.Lang, bool) {
	switch scrum.Fold(name) {
	case "en", "english", "anglais":
		return scrum.English, true
	case "fr", "french", "francais":
		return scrum.French, true
	}
	return "", false
}

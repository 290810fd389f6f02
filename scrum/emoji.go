package scrum

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Emoji is a reaction as it counts: by its own name, whatever alias it was
// put on with. The tone of the skin says nothing but is kept, because Slack
// lets one person hold several tones and take them back one by one.
type Emoji struct {
	Name string // "+1"
	Tone int    // 2 to 6; 0 for none
}

// ThumbsUp is the reaction that counts on a story's card, unless the product
// has another one.
const ThumbsUp = "+1"

// Slack's standard emoji that have several names, the one it uses first
// (github.com/iamcal/emoji-data), and as characters those that people most
// often vote with.
const emojiNames = `+1 thumbsup thumbs_up 👍
-1 thumbsdown thumbs_down 👎
shrug 🤷
fire 🔥
white_check_mark ✅
x ❌
heart ❤️ ❤
tada 🎉
rocket 🚀
star ⭐
eyes 👀
barely_sunny sun_behind_cloud
bee honeybee
boat sailboat
book open_book
boom collision
car red_car
crossed_fingers hand_with_index_and_middle_fingers_crossed
dolphin flipper
email envelope
exclamation heavy_exclamation_mark
exploding_head shocked_face_with_exploding_head
face_vomiting face_with_open_mouth_vomiting
face_with_hand_over_mouth smiling_face_with_smiling_eyes_and_hand_covering_mouth
face_with_raised_eyebrow face_with_one_eyebrow_raised
face_with_symbols_on_mouth serious_face_with_symbols_covering_mouth
facepunch punch
feet paw_prints
fried_egg cooking
hand raised_hand
hankey poop shit
hocho knife
izakaya_lantern lantern
ladybug lady_beetle
laughing satisfied
lightning lightning_cloud
mans_shoe shoe
memo pencil
moon waxing_gibbous_moon
mostly_sunny sun_small_cloud
partly_sunny_rain sun_behind_rain_cloud
rain_cloud rain
shirt tshirt
sign_of_the_horns the_horns
star-struck grinning_face_with_star_eyes
tornado tornado_cloud
waving_black_flag black_flag
zany_face grinning_face_with_one_large_and_one_small_eye
`

// ParseEmoji reads the name that Slack gives a reaction, such as
// "thumbsup::skin-tone-3". Names that a workspace itself gave to standard emoji
// stay as they are: to know them takes emoji.list, which is a scope of its own
// that every workspace would have to grant for the few that have such names.
// The owner of a product can choose one of them for its votes instead, see
// [VoteEmoji].
func ParseEmoji(name string) Emoji {
	base, tone, _ := strings.Cut(strings.Trim(strings.TrimSpace(name), ":"), "::skin-tone-")
	e := Emoji{Name: base}
	e.Tone, _ = strconv.Atoi(tone) // an unknown tone is none
	for line := range strings.Lines(emojiNames) {
		if names := strings.Fields(line); strings.Contains(line, base) && slices.Contains(names, base) {
			e.Name = names[0]
			break
		}
	}
	return e
}

// TypedEmoji reads an emoji as people type it: ":heart:" or, of those that
// people most often vote with, the character itself.
func TypedEmoji(typed string) (name string, ok bool) {
	typed = strings.TrimSpace(typed)
	name = ParseEmoji(typed).Name
	colons := regexp.MustCompile(`^:[\p{L}\p{N}_+'-]+:(:skin-tone-[2-6]:)?$`).MatchString(typed)
	return strings.TrimSuffix(name, ":"), colons || name != typed && name != "" && !strings.ContainsAny(typed, ":")
}

// VoteEmoji is what the reactions to a story's card say in a product. The zero
// value is 👍, 👎 and 🤷.
type VoteEmoji struct{ Approve, Object, Abstain string }

// Or fills in what a product has not chosen.
func (e VoteEmoji) Or(usual VoteEmoji) VoteEmoji {
	return VoteEmoji{cmp.Or(e.Approve, usual.Approve), cmp.Or(e.Object, usual.Object), cmp.Or(e.Abstain, usual.Abstain)}
}

// UsualEmoji are the emoji of a product that chose none.
func UsualEmoji() VoteEmoji {
	return VoteEmoji{Approve: ThumbsUp, Object: ThumbsDown, Abstain: Shrug}
}

// CardVote is what people say of a story by the reactions on its card.
type CardVote struct {
	For, Against, Abstain []PersonID
	// Both are those who say yes and no at once: neither counts, and they are
	// asked.
	Both []PersonID
}

// CardVote reads what stands on a card. Whoever abstains and yet has an
// opinion has an opinion.
func (e VoteEmoji) CardVote(events []ReactionEvent) CardVote {
	standing := Standing(events, time.Time{})
	e = e.Or(UsualEmoji())
	yes, no := standing[e.Approve], standing[e.Object]
	without := func(people []PersonID, others ...PersonID) []PersonID {
		return slices.DeleteFunc(slices.Clone(people), func(p PersonID) bool { return slices.Contains(others, p) })
	}
	return CardVote{
		For: without(yes, no...), Against: without(no, yes...),
		Abstain: without(standing[e.Abstain], slices.Concat(yes, no)...),
		Both:    without(yes, without(yes, no...)...),
	}
}

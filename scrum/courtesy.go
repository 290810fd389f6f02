package scrum

// agreeing are words that say no more than that all is well, as a part of an
// expression over folded text.
const agreeing = `(?:ok(?:ay|i)?|d'accord|dac|entendu|compris|parfait|perfect|super|top|genial|great|cool|nice|nickel|bravo|` +
	`(?:c'est|bien) note|noted|bien recu|got it|understood)`

// thanking are words that thank, and those by which somebody who was thanked
// says that it was nothing.
const thanking = `(?:` + closing + `|je (?:te|vous) remercie|mille mercis|` +
	`de rien|(?:avec|tout le) plaisir(?: est pour moi)?|je (?:t'|vous )en prie|(?:il n'y a )?pas de quoi|` +
	`you(?:'re| are) (?:very |most )?welcome|you bet|any ?time|(?:my|with) pleasure|(?:it was )?a pleasure|(?:glad|happy) to(?: help)?|don't mention it)`

// nodding is a flourish of which every emoji thanks or agrees: who is ill or
// away may say that by another.
const nodding = `(?:[ \n,.!…)–—-]|[👍👌🙏🙌👏🤝💪🎉🥳❤🧡💛💚💙💜🖤🤍😀-😆😉-😋😍😎😘🙂🤗🤩🥰🫡🫶☺]|[\x{1F3FB}-\x{1F3FF}\x{FE0F}\x{200D}]|` +
	`:(?:\+1|thumbsup(?:_all)?|ok_hand|pray|raised_hands|clap|handshake|muscle|tada|partying_face|(?:[a-z]+_)?heart(?:s|_eyes)?|smil(?:e|ey)|grin(?:ning)?|` +
	`blush|wink|yum|sunglasses|hugging_face|star-struck|(?:slightly|simple)_smil(?:e|ing_face)|relaxed|saluting_face|skin-tone-[2-6]):|[:;]-?[)D])*`

// What stands around such words: whom they are for, and what joins them.
const (
	toSomebody = `\b(?:,? (?:pogo|@\S+))?`
	andMore    = `(?:(?:et|and) )?`
)

var (
	courteous = lazily(`^` + flourish + `(?:(?:` + agreeing + `|` + thanking + `)` + toSomebody + flourish + andMore + `)*$`)
	nods      = lazily(`^` + nodding + `(?:(?:` + agreeing + `|` + thanking + `)` + toSomebody + nodding + andMore + `)*$`)
	thanks    = lazily(`^` + nodding + `(?:(?:` + thanking + `|` + agreeing + `,? ` + thanking + `)` + toSomebody + nodding + andMore + `)+$`)
	politely  = lazily(`^` + flourish + `(?:(?:` + agreeing + `|` + thanking + `)` + toSomebody + flourish + andMore + `)+`)
)

// Courtesy reports whether a message thanks, agrees or smiles, in either language,
// and says nothing else: "merci beaucoup", "ok, thanks", an emoji. Nobody who
// writes that waits for an answer.
func Courtesy(text string) bool {
	said := Fold(AsRead(text))
	return said != "" && courteous().MatchString(said)
}

// Answers reports whether a message can answer a question. Thanks answer none,
// and nobody says by a nod what comes next; to a team's own question "ok" may be
// all that there is to say.
func (q Question) Answers(text string) bool {
	said := Fold(AsRead(text))
	if q == QuestionNext {
		return !nods().MatchString(said)
	}
	return !thanks().MatchString(said)
}

// greeting is a hello, and what somebody asks who does not know what Pogo is.
const greeting = `(?:hello|hi|hiya|hey|good (?:morning|afternoon|evening)|bonjour|bonsoir|salut|coucou|hello there|hi there|hey there|` +
	`what (?:can|do) you do(?: for me)?|who are you|what are you|how does (?:this|it) work|how do you work|` +
	`(?:que|qu'est-ce que tu|qu'est-ce que) (?:sais[- ]tu|peux[- ]tu|sais|peux) faire|tu sais faire quoi|(?:mais )?qui es[- ]tu|` +
	`a quoi (?:tu sers|sers[- ]tu)|comment (?:ca|cela) marche|comment tu marches)`

var greets = lazily(`^` + flourish + `(?:(?:` + greeting + `)` + toSomebody + `[ ?]*` + flourish + andMore + `)+$`)

// Greets reports whether a message says hello, or asks what Pogo is for, and
// nothing else: "Bonjour !", "hi, what can you do?".
func Greets(text string) bool { return greets().MatchString(Fold(AsRead(text))) }

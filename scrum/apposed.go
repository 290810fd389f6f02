package scrum

// apposition is a want in whose middle its speakers say who they are: "We, the
// support team, want to see", « Nous, l'équipe support, voulons voir ».
var apposition = lazily(`^(?:we|i|nous|moi|je), ([^,]{2,80}), (?:(?:` +
	`(want|need|wish|would (?:like|love|prefer)|require)|` +
	`((?:voulons|souhaitons|souhaiterions|voudrions|aimerions|desirons|veux|voudrais|souhaite|souhaiterais|aimerais)|(?:avons|aurions|ai) besoin))\b)`)

// apposed reads such a sentence.
func (r *reading) apposed() (Parsed, bool) {
	at := apposition().FindStringSubmatchIndex(r.shadow)
	if at == nil || r.asks() {
		return Parsed{}, false
	}
	want := mark{start: at[4], end: at[5], sense: strongWant, lang: English}
	if at[4] < 0 {
		want = mark{start: at[6], end: at[7], sense: strongWant, lang: French}
	}
	r.out.Role = r.roleName(at[2], at[3])
	r.goalFrom(want, r.end())
	return r.finished(KindStory), true
}

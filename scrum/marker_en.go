package scrum

// The markers of English, matched on a shadow from the word that opens them:
// lower case, no accents, single spaces, straight apostrophes.
//
//nolint:misspell // some are as fingers type them
var (
	roleEN     = lazily(`^(?:(?:in my (?:role|capacity) )?as (?:one of (?:the|our|my)|an?|the|our|my|any|every)|in my (?:role|capacity) as|being (?:an?|the|one of (?:the|our)))\b`)
	bareRoleEN = lazily(`^as\b`)

	// "As I user I want" is a slip; "as I said, I want" is none.
	slipRoleEN = lazily(`^as i ((?:[a-z'-]+ ){0,2}[a-z'-]+),? (?:i|we) (?:want|need|wish|would|can|could|should|must)\b`)

	// "as soon as", "as discussed", "as a reminder," speak of no role.
	notRoleEN = lazily(`^as (?:soon|well|long|per|discussed|expected|far|of|if|though|requested|agreed|usual|` +
		`mentioned|needed|much|many|said|promised|planned|always|ever|it|we|i|you|they|he|she|this|that|these|those|there|to|for|` +
		`regards|stated|explained|shown|in|part|with|above|below|noted|seen|described|required|specified|suggested|opposed)\b`)
	notRoleAfterEN = lazily(`^as (?:an?|the|our|my|any|every) (?:reminder|result|consequence|rule|whole|bonus|example|` +
		`follow-up|followup|first step|next step|second step|start|aside|alternative|workaround|backup|matter of fact|side note|` +
		`last resort|minimum|test|boss asked|case may be)(?: ?[,:]| (?:i|we)\b|$)`)

	strongWantEN = lazily(`^(?:(?:i|we) ` + adverbsEN + `(?:want|whant|wnat|watn|wan|need|wish|desire|require|expect|wanna|` +
		`would ` + adverbsEN + `(?:like|love|prefer|want|need)|(?:am|are) ` + adverbsEN + `looking (?:for|to)|(?:hope|aim|intend) to)|` +
		`(?:i|we)'d ` + adverbsEN + `(?:like|love|prefer|want|rather)|id (?:like|love)|(?:i'm|im|we're) looking (?:for|to)|(?:my|our) (?:goal|need|wish|aim) (?:is|would be)|` +
		`(?:(?:it|that) (?:would|wud|could)|it'd|that'd|would|wud) be (?:so |really |very |super )?` + niceEN + ` (?:if (?:i|we) (?:could|can|had)|to (?:be able to|have)|to))\b`)
	noWantEN = lazily(`^(?:i|we) ` + adverbsEN + `(?:do not|don't|dont|no longer|would not|wouldn't) ` + adverbsEN +
		`(?:want|need|wish|like|expect)\b`)
	weakWantEN = lazily(`^(?:(?:i|we) (?:can|could|am able|are able|should|must|shall|will|may|have|ought) ?(?:be able|also)?|` +
		`it (?:should|must|has to|needs to) be possible(?: for (?:me|us))?)\b`)

	strongWhyEN = lazily(`^(?:(?:so (?:that|taht|tath|thta|thet)|so as (?:not )?to|in order (?:(?:not )?to|that|for)|` +
		`(?:with|for) (?:the|an?) (?:aim|goal|purpose|intention) (?:of|to|that))\b|(?:why|benefit|reason) ?[:?])`)
	mediumWhyEN = lazily(`^(?:so (?:i|we|you|he|she|they|it|the|my|our|users|people|everyone|everybody|nobody|no one|nothing|customers|clients|theyre|its|all|` +
		`[a-z-]+s (?:can|could|don't|dont|won't|will|know|stop|see|get|keep|have|are|feel|never))\b|` +
		`(?:because|cuz|coz|bc|b/c)\b|(?:cause|otherwise|or else) (?:i|we|he|she|they|it|my|our|the|nobody)\b|thereby\b|` +
		`which (?:(?:(?:will|would|can) )?(?:allows?|lets?|helps?|enables?)\b(?: (?:me|us) to\b)?|` +
		`(?:(?:will|would) (?:save|spare|avoid|prevent)|saves|spares|avoids|prevents)\b)|` +
		`(?:this|that) way,? (?:i|we|my|our|the|they|users|customers)\b)`)
	weakWhyEN = lazily(`^to [a-z]`)

	situationEN = lazily(`^(?:whenever|when|(?:each|every) time|while|as soon as|once (?:i|we|an?|the|my|our)|` +
		`if (?:i|we|an?|the|my|our|someone|somebody|there|it))\b`)
	abilityEN = lazily(`^(?:(?:should|must|will|shall|needs? to|ha(?:s|ve) to) be able to|(?:is|are|were) (?:able|allowed) to|` +
		`can|could|should|must|shall|may|needs? to|ha(?:s|ve) to|wants? to|wanted to|wish(?:es)? to|would (?:really )?(?:like|love)(?: to)?|d (?:like|love)(?: to)?|wanted|wants?|needs?)\b`)

	fillerEN = lazily(`^(?:to be able to|to have the (?:ability|possibility|option) to|to be allowed to|` +
		`(?:to have )?the (?:ability|possibility|option) to|be able to|be allowed to|able to|to|that)(?: ?[:,] ?| )`)
)

const niceEN = `(?:great|nice|good|cool|awesome|helpful|useful|lovely|amazing|perfect|handy|better|ideal)`

const adverbsEN = `(?:(?:really|very much|truly|ideally|honestly|also|do|quite|actually|currently|absolutely|just|only|now|still|simply|definitely|then|therefore|sometimes|often|always) )*`

package main

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"pogo/scrum"
)

// tongue is the vocabulary of one language, the frequent words first.
type tongue struct {
	lang                       scrum.Lang
	sentence                   string // role, verb, noun, noun, client, verb, noun, in this order
	roles, verbs, nouns, gains []string
}

func english() tongue {
	return tongue{
		lang:     scrum.English,
		sentence: "As a %s, I want to %s the %s of every %s for %s so that I can %s the %s",
		roles:    strings.Fields("buyer seller accountant manager driver planner tester clerk nurse teacher"),
		verbs:    strings.Fields("export search print approve cancel archive compare track filter share schedule merge rename restore duplicate"),
		nouns: strings.Fields(`invoice order basket payment receipt parcel voucher budget supplier warehouse contract deadline meeting
			holiday salary vehicle password dashboard spreadsheet calendar address discount subscription delivery stock refund
			questionnaire candidate classroom appointment prescription ledger timesheet blueprint catalog leaflet`),
		gains: strings.Fields("check understand finish explain prove remember improve prepare"),
	}
}

//nolint:misspell // it is French
func french() tongue {
	return tongue{
		lang:     scrum.French,
		sentence: "En tant que %s, je veux %s la %s de chaque %s pour %s afin de %s la %s",
		roles:    strings.Fields("acheteuse vendeuse comptable responsable conductrice planificatrice testeuse secrétaire infirmière enseignante"),
		verbs:    strings.Fields("exporter chercher imprimer valider annuler archiver comparer suivre filtrer partager planifier fusionner renommer restaurer dupliquer"),
		nouns: strings.Fields(`facture commande corbeille quittance livraison remise prévision échéance réunion absence paie voiture
			étiquette synthèse feuille adresse promotion cotisation armoire étagère candidature salle ordonnance écriture
			brochure maquette fiche enveloppe signature caisse balance consigne dépense recette ressource`),
		gains: strings.Fields("vérifier comprendre terminer expliquer prouver retenir améliorer préparer"),
	}
}

// author writes needs as people do: a few words come all the time, most
// hardly ever.
type author struct {
	*rand.Rand
	tongues [2]tongue
	zipfs   map[int]*rand.Zipf
}

func newAuthor(seed uint64) *author {
	return &author{Rand: rand.New(rand.NewPCG(seed, 7)), tongues: [2]tongue{english(), french()}, zipfs: map[int]*rand.Zipf{}} //nolint:gosec // the same needs every time
}

// among chooses the first words most often.
func (a *author) among(words []string) string { return words[a.rank(len(words))] }

func (a *author) rank(n int) int {
	if a.zipfs[n] == nil {
		a.zipfs[n] = rand.NewZipf(a.Rand, 1.1, 2, uint64(n-1)) //nolint:gosec // n is the length of a list
	}
	return int(a.zipfs[n].Uint64()) //nolint:gosec // below n
}

// clients is how many clients there are; most have few stories.
const clients = 200_000

// client names one of them by its number.
func client(n int) string {
	const consonants, vowels = "bcdfglmnprstvz", "aeiou"
	name := []byte{}
	for n += 40; n > 0; n /= len(consonants) * len(vowels) {
		k := n % (len(consonants) * len(vowels))
		name = append(name, consonants[k/len(vowels)], vowels[k%len(vowels)])
	}
	return "x" + string(name)
}

// need is a sentence with its parts, as the grammar would find them: reading
// a million of them is not what is measured here.
func (a *author) need() (string, scrum.Parsed) {
	t := a.tongues[0]
	if a.IntN(2) == 0 {
		t = a.tongues[1]
	}
	text := fmt.Sprintf(t.sentence, a.among(t.roles), a.among(t.verbs), a.among(t.nouns), a.among(t.nouns), client(a.rank(clients)), a.among(t.gains), a.among(t.nouns))
	return text, parts(t.lang, text)
}

// parts cuts a sentence of this file where its language does.
func parts(lang scrum.Lang, text string) scrum.Parsed {
	want, why := ", I want to ", " so that "
	if lang == scrum.French {
		want, why = ", je veux ", " afin de "
	}
	role, rest, _ := strings.Cut(text, want)
	goal, benefit, _ := strings.Cut(rest, why)
	return scrum.Parsed{Kind: scrum.KindStory, Lang: lang, Role: role[strings.LastIndexByte(role, ' ')+1:], Goal: goal, Benefit: benefit}
}

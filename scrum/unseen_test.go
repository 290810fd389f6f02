package scrum

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWhatDoesNotWorkIsABugHoweverItIsSaid(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"As a user, I get logged out every 5 minutes",
		"As a customer, my order history is empty since the update",
		"As an admin, the users page times out when I filter by country",
		"The search is way too slow",
		"checkout spins forever after I press pay",
		"I keep getting kicked out of the app when my phone locks",
		"the invoice total doesnt match the sum of the lines",
		"Nobody can log in since this morning!!!",
		"Emails arrive twice",
		"An error page since yesterday",
		"Error message when I press pay",
		"A page that crashes for everyone",
		"Le site est inaccessible depuis 10 h, urgent !",
		"ça rame grave depuis ce matin",
		"Je me fais déconnecter toutes les 5 minutes",
		"En tant que client, mon panier se vide tout seul",
		"En tant que gestionnaire, la page des stocks met 40 secondes à charger",
		"Les mails partent en double",
		"Plus personne ne peut se connecter depuis 9 h !!!",
		"Un message d'erreur quand je paie",
		"Impossible d'éviter les doublons",
		"The page turns white on save",
		"Search returns irrelevant results for accents",
		"Prices are displayed in dollars instead of euros",
		"The counter says 3 but the list shows 5",
		"The confirmation email goes to spam",
		"VAT is calculated twice",
		"I have to type my address twice",
		"The filter resets every time I go back",
		"My changes are lost when I close the tab",
		"Stock goes negative",
		"The save button is greyed out",
		"The link in the mail leads nowhere",
		"A white page.",
		"Le bouton Payer est invisible en mode sombre",
		"La recherche renvoie n'importe quoi avec les accents",
		"Le texte dépasse du bouton sur mobile",
		"Factures en double quand on clique deux fois",
		"Le mail de confirmation tombe dans les spams",
		"Les accents sont illisibles dans le CSV",
		"L'écran clignote quand on scrolle",
		"le tri par date est à l'envers",
		"y a rien qui s'affiche quand je cherche mon nom",
		"L'appli me demande de me reconnecter sans arrêt",
	} {
		if got := Parse(text); got.Kind != KindBug || got.Goal != text {
			t.Errorf("%q is a %s: %+v", text, got.Kind, got)
		}
	}
}

//nolint:misspell // half of the sentences are French
func TestAThingThatIsAskedForIsNoBug(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"A refund button for broken goods",
		"An error page that tells visitors where to go next",
		"Wrong-address handling for couriers",
		"Crash reports grouped by version",
		"revoke API keys so that leaks are contained",
		"un bouton pour rembourser les articles cassés",
		"Un message d'erreur clair quand la carte est refusée",
		"une alerte en cas de panne de la chambre froide",
		"Des rapports d'erreurs par version",
		"relire les saisies afin d'éviter les erreurs",
		"Make the button invisible in dark mode",
		"show prices in dollars instead of euros",
		"white page background for printing",
		"warn me when the stock goes negative",
		"Drafts are invisible to clients",
		"afficher les prix en euros au lieu de dollars",
		"un rappel des factures perdues",
		"détecter les commandes en double",
	} {
		if got := Parse(text); got.Kind != KindNeed && got.Kind != KindTask || got.Confidential() {
			t.Errorf("%q is a %s: %+v", text, got.Kind, got)
		}
	}
}

func TestOnlyWhatIsLeakingIsHidden(t *testing.T) {
	t.Parallel()
	for text, hidden := range map[string]bool{
		"As an admin, I want to revoke API keys so that leaks are contained":                            false,
		"revoke the API keys that were leaked":                                                          true,
		"API keys leak in the logs so that anybody can read them":                                       true,
		"En tant qu'admin, je veux révoquer une clé afin de limiter les fuites de données personnelles": true,
	} {
		if got := Parse(text).Confidential(); got != hidden {
			t.Errorf("%q is hidden: %v, want %v", text, got, hidden)
		}
	}
}

// What nobody may read in the channel, told without the words for it; and what
// reads alike, and is for everybody.
func TestAHoleIsKnownByWhatItLetsPeopleDo(t *testing.T) {
	t.Parallel()
	for text, hidden := range map[string]bool{
		"the password of customers is shown in clear in the logs":      true,
		"our Stripe secret key was committed to GitHub":                true,
		"we log the card number in Datadog":                            true,
		"the admin page opens without logging in":                      true,
		"a customer saw another customer's address":                    true,
		"When I log in I land in somebody else's account":              true,
		"anyone can open an invoice by changing the number in the URL": true,
		"an employee's salary is visible to everyone":                  true,
		"the backup of the database is public on S3":                   true,
		"the e-mail addresses of all subscribers are in the CC field":  true,
		"a former employee can still log in":                           true,
		"someone hacked Mrs Smith's account":                           true,
		"la clé d'API est dans le dépôt git":                           true,
		"la page d'admin s'ouvre sans se connecter":                    true,
		"j'ai reçu la facture de quelqu'un d'autre":                    true,
		"n'importe qui peut télécharger les bulletins de paie":         true,
		"les numéros de carte bancaire apparaissent dans les journaux": true,
		"quelqu'un a piraté le compte de Mme Dupont":                   true,
		"nos factures sont indexées par Google":                        true,
		"de vraies données clients sont sur le serveur de test":        true,
		"the admin password is admin":                                  true,
		"login: jo password: hunter2":                                  true,
		"CVE-2024-3094 in our image":                                   true,
		"IBANs are shown in full in the export":                        true,
		"passwords are stored unhashed":                                true,
		"the API answers without a token":                              true,
		"I can see the salary of my colleagues":                        true,
		"an intern has admin rights on production":                     true,
		"the .env file is in the Docker image":                         true,
		"2FA can be bypassed":                                          true,
		"medical records were sent to the wrong patient":               true,
		"le mot de passe par défaut est 1234":                          true,
		"on envoie les mots de passe par mail":                         true,
		"Les IBAN apparaissent en entier dans l'export":                true,
		"les noms des patients sont dans les noms de fichiers":         true,
		"un ordi avec des données clients a été volé":                  true,
		"le jeton n'expire jamais":                                     true,
		"en changeant l'id dans l'url je vois la commande d'un autre":  true,
		"As a user I want to reset my password":                        false,
		"send a password reset link by email":                          false,
		"the password must have 12 characters":                         false,
		"the minimum password length is 8":                             false,
		"the password is required":                                     false,
		"mask IBANs in the export":                                     false,
		"document the public API":                                      false,
		"a parcel was sent to the wrong customer":                      false,
		"the passport field is too small":                              false,
		"en tant que client, je veux me connecter sans mot de passe":   false,
		"le champ mot de passe est trop petit":                         false,
		"le mail de mot de passe oublié arrive en retard":              false,
		"les jours fériés publics sont faux":                           false,
		"log in without a password":                                    false,
		"anyone can read articles without an account":                  false,
		"show the order number in the URL":                             false,
		"filter the list by changing the URL":                          false,
		"document the design tokens in the repo":                       false,
		"the password field in the log-in form is too small":           false,
		"put the account manager in cc":                                false,
		"a customer received the wrong parcel":                         false,
		"As a shopper, I want to order without logging in":             false,
		"As a visitor, I want to see other customers' reviews":         false,
		"la page des déguisements de pirate est lente":                 false,
		"tout le monde peut voir la feuille de route":                  false,
		"En tant que client, je veux changer mon mot de passe":         false,
		"n'importe qui peut s'inscrire à la newsletter":                false,
		"mettre le commercial en copie du devis":                       false,
		"les jetons de fidélité n'apparaissent pas dans le journal":    false,
	} {
		if got := Parse(text).Confidential(); got != hidden {
			t.Errorf("%q is hidden: %v, want %v", text, got, hidden)
		}
	}
}

// What people type, slips and all.
//
//nolint:misspell // the slips are theirs, and half of the words are French
func TestUnseenForms(t *testing.T) {
	t.Parallel()
	checkSentences(t, []sentence{
		{"As I user I want to export my data so that I keep a copy", Parsed{Kind: KindStory, Lang: English, Role: "user", Goal: "export my data", Benefit: "I keep a copy"}},
		{"As I said, I want to export my data", Parsed{Kind: KindStory, Lang: English, Goal: "export my data", Situation: "As I said", Warnings: []string{"missing_benefit", "missing_role"}}},
		{"The barber should be able to block a slot so that nobody books it", Parsed{Kind: KindStory, Lang: English, Role: "barber", Goal: "block a slot", Benefit: "nobody books it", Warnings: []string{"third_person"}}},
		{"The night porter must be able to move a guest", Parsed{Kind: KindStory, Lang: English, Role: "night porter", Goal: "move a guest", Warnings: []string{"missing_benefit", "third_person"}}},
		{"The system should be able to send a reminder", Parsed{Kind: KindNeed, Lang: English, Goal: whole, Warnings: plain()}},
		{"The voucher should be able to be refunded", Parsed{Kind: KindNeed, Lang: English, Goal: whole, Warnings: plain()}},
		{"A beekeeper can log the weight of a hive", Parsed{Kind: KindStory, Lang: English, Role: "beekeeper", Goal: "log the weight of a hive", Warnings: []string{"missing_benefit", "third_person"}}},
		{"Warehouse pickers need to scan two boxes at once so the belt never stops", Parsed{Kind: KindStory, Lang: English, Role: "Warehouse pickers", Goal: "scan two boxes at once", Benefit: "the belt never stops", Warnings: []string{"third_person"}}},
		{"We, the support team, want to see open tickets so that we answer faster", Parsed{Kind: KindStory, Lang: English, Role: "support team", Goal: "see open tickets", Benefit: "we answer faster"}},
		{"For the driver, I want a map", Parsed{Kind: KindStory, Lang: English, Role: "driver", Goal: "a map", Warnings: []string{"missing_benefit"}}},
		{"For December, I want a report", Parsed{Kind: KindStory, Lang: English, Situation: "For December", Goal: "a report", Warnings: []string{"missing_benefit", "missing_role"}}},
		{"Need: export the invoices. Why: accounting asks for them", Parsed{Kind: KindStory, Lang: English, Goal: "export the invoices", Benefit: "accounting asks for them", Warnings: []string{"missing_role"}}},
		{"I want :rocket: deploys :tada:", Parsed{Kind: KindStory, Lang: English, Goal: "deploys", Warnings: []string{"missing_benefit", "missing_role"}}},
		{"I want I want a pony", Parsed{Kind: KindStory, Lang: English, Goal: "a pony", Warnings: []string{"missing_benefit", "missing_role"}}},
		{"I want I want", Parsed{Kind: KindStory, Lang: English, Warnings: []string{"missing_benefit", "missing_goal", "missing_role"}}},
		{"It would be nice to be able to reorder the columns", Parsed{Kind: KindStory, Lang: English, Goal: "reorder the columns", Warnings: []string{"missing_benefit", "missing_role"}}},
		{"as a custmer i whant to chnage my adress so taht parcels arive", Parsed{Kind: KindStory, Lang: English, Role: "custmer", Goal: "chnage my adress", Benefit: "parcels arive"}},
		{"When a colleague is off sick, I need to see their tickets so nothing gets stuck", Parsed{Kind: KindJobStory, Lang: English, Situation: "a colleague is off sick", Goal: "see their tickets", Benefit: "nothing gets stuck"}},
		{"From: Jo\nSubject: Refunds\nHi team,\nwe lose half an hour a day on refunds because every one of them goes through accounting.\nAs a support agent, I want to refund small orders myself so that customers don't wait.\nThanks!\nJo", Parsed{Kind: KindStory, Lang: English, Title: "Refunds", Role: "support agent", Goal: "refund small orders myself", Benefit: "customers don't wait"}},

		{"Le coiffeur doit pouvoir bloquer un créneau afin que personne ne le réserve", Parsed{Kind: KindStory, Lang: French, Role: "coiffeur", Goal: "bloquer un créneau", Benefit: "personne ne le réserve", Warnings: []string{"third_person"}}},
		{"Les apiculteurs peuvent noter le poids de leurs ruches pour repérer l'essaimage", Parsed{Kind: KindStory, Lang: French, Role: "apiculteurs", Goal: "noter le poids de leurs ruches", Benefit: "repérer l'essaimage", Warnings: []string{"third_person"}}},
		{"Le système doit pouvoir envoyer un rappel", Parsed{Kind: KindNeed, Lang: French, Goal: whole, Warnings: plain()}},
		{"Le livre doit pouvoir être emprunté", Parsed{Kind: KindNeed, Lang: French, Goal: whole, Warnings: plain()}},
		{"Nous, l'équipe support, voulons voir les tickets ouverts pour répondre plus vite", Parsed{Kind: KindStory, Lang: French, Role: "équipe support", Goal: "voir les tickets ouverts", Benefit: "répondre plus vite"}},
		{"Moi, trésorière du club, j'aimerais un bilan", Parsed{Kind: KindStory, Lang: French, Role: "trésorière du club", Goal: "un bilan", Warnings: []string{"missing_benefit"}}},
		{"Pour le livreur, je veux une carte des tournées afin de gagner du temps", Parsed{Kind: KindStory, Lang: French, Role: "livreur", Goal: "une carte des tournées", Benefit: "gagner du temps"}},
		{"Pour le mobile, je veux un menu", Parsed{Kind: KindStory, Lang: French, Situation: "Pour le mobile", Goal: "un menu", Warnings: []string{"missing_benefit", "missing_role"}}},
		{"Besoin : exporter les factures. Pourquoi : la compta les demande", Parsed{Kind: KindStory, Lang: French, Goal: "exporter les factures", Benefit: "la compta les demande", Warnings: []string{"missing_role"}}},
		{"En tant que patient, je veux déplacer un rendez-vous pour, en cas d'absence, convenir d'une autre date", Parsed{Kind: KindStory, Lang: French, Role: "patient", Goal: "déplacer un rendez-vous", Benefit: "en cas d'absence, convenir d'une autre date"}},
		{"ce serait top de pouvoir filtrer par date", Parsed{Kind: KindStory, Lang: French, Goal: "filtrer par date", Warnings: []string{"missing_benefit", "missing_role"}}},
		{"en tant k client jvoudrai changé mon adresse pr que les colis arrive", Parsed{Kind: KindStory, Lang: French, Role: "client", Goal: "changé mon adresse", Benefit: "les colis arrive", Warnings: []string{"spelling_en_tant_que"}}},
		{"Bonjour,\nEn tant qu'agent du support, je veux rembourser moi-même les petites commandes.\nMerci d'avance\nCordialement,\nJo", Parsed{Kind: KindStory, Lang: French, Role: "agent du support", Goal: "rembourser moi-même les petites commandes", Warnings: []string{"missing_benefit"}}},
	})
}

// More of what people type, which was read wrongly once.
func TestSentencesThatWereOnceReadWrongly(t *testing.T) {
	t.Parallel()
	checkSentences(t, []sentence{
		{"As a buyer, I want to see the total so as not to be surprised", Parsed{Kind: KindStory, Lang: English, Role: "buyer", Goal: "see the total", Benefit: "not to be surprised"}},
		{"as a nurse I want alerts bc I forget", Parsed{Kind: KindStory, Lang: English, Role: "nurse", Goal: "alerts", Benefit: "I forget"}},
		{"As a client, I want to book online, which saves me a call", Parsed{Kind: KindStory, Lang: English, Role: "client", Goal: "book online", Benefit: "saves me a call"}},
		{"As a client, I want to see the offer which saves me most", Parsed{Kind: KindStory, Lang: English, Role: "client", Goal: "see the offer which saves me most", Warnings: []string{"missing_benefit"}}},
		{"I would very much like to see the total before I pay", Parsed{Kind: KindStory, Lang: English, Goal: "see the total before I pay", Warnings: []string{"missing_benefit", "missing_role"}}},
		{"Role - nurse\nGoal - see allergies\nBenefit - avoid mistakes", Parsed{Kind: KindStory, Lang: English, Role: "nurse", Goal: "see allergies", Benefit: "avoid mistakes"}},
		{"As: nurse\nI want: see allergies\nSo that: I avoid mistakes", Parsed{Kind: KindStory, Lang: English, Role: "nurse", Goal: "see allergies", Benefit: "I avoid mistakes"}},
		{"As a buyer and as a seller, I want to see the invoice", Parsed{Kind: KindStory, Lang: English, Role: "buyer and seller", Goal: "see the invoice", Warnings: []string{"missing_benefit"}}},
		{"As a buyer, I want to pay by card. Thanks! Best, Ines", Parsed{Kind: KindStory, Lang: English, Role: "buyer", Goal: "pay by card", Warnings: []string{"missing_benefit"}}},
		{"I need an export of the invoices pls thx 🙏", Parsed{Kind: KindStory, Lang: English, Goal: "an export of the invoices", Warnings: []string{"missing_benefit", "missing_role"}}},
		{"As a buyer, I want to see who sent a gift so that I can send my thanks", Parsed{Kind: KindStory, Lang: English, Role: "buyer", Goal: "see who sent a gift", Benefit: "I can send my thanks"}},
		{"Could we have a filter by date? Cheers, Tom", Parsed{Kind: KindQuestion, Lang: English, Goal: whole, Warnings: plain()}},

		{"En tant que client, je veux un ticket virtuel, ce qui m'évitera d'attendre", Parsed{Kind: KindStory, Lang: French, Role: "client", Goal: "un ticket virtuel", Benefit: "m'évitera d'attendre"}},
		{"En tant que vendeur, je veux voir ce qui m'évite des retours", Parsed{Kind: KindStory, Lang: French, Role: "vendeur", Goal: "voir ce qui m'évite des retours", Warnings: []string{"missing_benefit"}}},
		{"en tant que client je veux un rappel pr pas oublier", Parsed{Kind: KindStory, Lang: French, Role: "client", Goal: "un rappel", Benefit: "pas oublier"}},
		{"En tant que dev je veux voir qui doit la PR valider", Parsed{Kind: KindStory, Lang: French, Role: "dev", Goal: "voir qui doit la PR valider", Warnings: []string{"missing_benefit"}}},
		{"en tant que client je veux un récap sinon j'oublie tout", Parsed{Kind: KindStory, Lang: French, Role: "client", Goal: "un récap", Benefit: "j'oublie tout"}},
		{"Rôle - infirmière\nBesoin - voir les allergies\nBénéfice - éviter les erreurs", Parsed{Kind: KindStory, Lang: French, Role: "infirmière", Goal: "voir les allergies", Benefit: "éviter les erreurs"}},
		{"En tant qu'utilisateur, en tant qu'admin, je veux voir le tableau", Parsed{Kind: KindStory, Lang: French, Role: "utilisateur, admin", Goal: "voir le tableau", Warnings: []string{"missing_benefit"}}},
		{"En tant que client, je veux payer par carte. Merci d'avance et bonne journée, Inès", Parsed{Kind: KindStory, Lang: French, Role: "client", Goal: "payer par carte", Warnings: []string{"missing_benefit"}}},
		{"je voudrais exporter la liste svp merci", Parsed{Kind: KindStory, Lang: French, Goal: "exporter la liste", Warnings: []string{"missing_benefit", "missing_role"}}},
		{"En tant que client, je veux dire merci au livreur", Parsed{Kind: KindStory, Lang: French, Role: "client", Goal: "dire merci au livreur", Warnings: []string{"missing_benefit"}}},

		{"The client told me she wants to see her invoices", Parsed{Kind: KindStory, Lang: English, Role: "client", Goal: "see her invoices", Warnings: []string{"missing_benefit", "third_person"}}},
		{"I talked to the client, she wants to see her invoices", Parsed{Kind: KindStory, Lang: English, Role: "client", Goal: "see her invoices", Warnings: []string{"missing_benefit", "third_person"}}},
		{"The accountant says she needs to export the ledger so that the audit goes faster", Parsed{Kind: KindStory, Lang: English, Role: "accountant", Goal: "export the ledger", Benefit: "the audit goes faster", Warnings: []string{"third_person"}}},
		{"Tom said the nurses want to see allergies on the first screen", Parsed{Kind: KindStory, Lang: English, Role: "nurses", Goal: "see allergies on the first screen", Warnings: []string{"missing_benefit", "third_person"}}},
		{"Ines asked if we could export the list to Excel", Parsed{Kind: KindStory, Lang: English, Goal: "export the list to Excel", Warnings: []string{"missing_benefit", "missing_role"}}},
		{"Our customers keep asking us to add Apple Pay", Parsed{Kind: KindStory, Lang: English, Role: "customers", Goal: "add Apple Pay", Warnings: []string{"missing_benefit", "third_person"}}},
		{"Our biggest client requested the ability to download all invoices at once", Parsed{Kind: KindStory, Lang: English, Role: "biggest client", Goal: "download all invoices at once", Warnings: []string{"missing_benefit", "third_person"}}},
		{"It would be great if shoppers could save a basket", Parsed{Kind: KindStory, Lang: English, Role: "shoppers", Goal: "save a basket", Warnings: []string{"missing_benefit", "third_person"}}},
		{"It would be helpful for nurses to see allergies", Parsed{Kind: KindStory, Lang: English, Role: "nurses", Goal: "see allergies", Warnings: []string{"missing_benefit", "third_person"}}},
		{"Samir wants to export the list", Parsed{Kind: KindStory, Lang: English, Goal: "export the list", Warnings: []string{"missing_benefit", "missing_role"}}},
		{"Nora needs to see the stock so that she can order", Parsed{Kind: KindStory, Lang: English, Goal: "see the stock", Benefit: "she can order", Warnings: []string{"missing_role"}}},
		{"Samir (accountant) wants to export the list", Parsed{Kind: KindStory, Lang: English, Role: "accountant", Goal: "export the list", Warnings: []string{"missing_benefit", "third_person"}}},
		{"She wants a pony", Parsed{Kind: KindNeed, Lang: English, Goal: whole, Warnings: plain()}},
		{"More info needed", Parsed{Kind: KindNeed, Lang: English, Goal: whole, Warnings: plain()}},

		{"La cliente m'a dit qu'elle voudrait voir ses factures", Parsed{Kind: KindStory, Lang: French, Role: "cliente", Goal: "voir ses factures", Warnings: []string{"missing_benefit", "third_person"}}},
		{"J'ai eu la cliente au téléphone, elle voudrait voir ses factures", Parsed{Kind: KindStory, Lang: French, Role: "cliente", Goal: "voir ses factures", Warnings: []string{"missing_benefit", "third_person"}}},
		{"Les vendeurs me disent qu'ils aimeraient voir le stock avant de vendre", Parsed{Kind: KindStory, Lang: French, Role: "vendeurs", Goal: "voir le stock avant de vendre", Warnings: []string{"missing_benefit", "third_person"}}},
		{"Inès a demandé si on pouvait exporter la liste en Excel", Parsed{Kind: KindStory, Lang: French, Goal: "exporter la liste en Excel", Warnings: []string{"missing_benefit", "missing_role"}}},
		{"Notre plus gros client demande à pouvoir télécharger toutes ses factures d'un coup", Parsed{Kind: KindStory, Lang: French, Role: "plus gros client", Goal: "télécharger toutes ses factures d'un coup", Warnings: []string{"missing_benefit", "third_person"}}},
		{"Ce serait bien que les clients puissent enregistrer un panier", Parsed{Kind: KindStory, Lang: French, Role: "clients", Goal: "enregistrer un panier", Warnings: []string{"missing_benefit", "third_person"}}},
		{"Ce serait top si les vendeurs pouvaient voir le stock", Parsed{Kind: KindStory, Lang: French, Role: "vendeurs", Goal: "voir le stock", Warnings: []string{"missing_benefit", "third_person"}}},
		{"Ça serait cool que l'appli se souvienne de mes filtres", Parsed{Kind: KindStory, Lang: French, Goal: "l'appli se souvienne de mes filtres", Warnings: []string{"missing_benefit", "missing_role"}}},
		{"Il serait utile que le comptable puisse clôturer le mois pour gagner du temps", Parsed{Kind: KindStory, Lang: French, Role: "comptable", Goal: "clôturer le mois", Benefit: "gagner du temps", Warnings: []string{"third_person"}}},
		{"J'aimerais énormément pouvoir trier", Parsed{Kind: KindStory, Lang: French, Goal: "trier", Warnings: []string{"missing_benefit", "missing_role"}}},
		{"Samir veut exporter la liste", Parsed{Kind: KindStory, Lang: French, Goal: "exporter la liste", Warnings: []string{"missing_benefit", "missing_role"}}},
		{"Samir, notre comptable, veut exporter la liste", Parsed{Kind: KindStory, Lang: French, Role: "comptable", Goal: "exporter la liste", Warnings: []string{"missing_benefit", "third_person"}}},
		{"Stripe demande un justificatif", Parsed{Kind: KindNeed, Lang: French, Goal: whole, Warnings: plain()}},
		{"personne ne veut payer", Parsed{Kind: KindNeed, Lang: French, Goal: whole, Warnings: plain()}},

		{"hey team 👋 as a shop owner I'd love to see yesterday's sales so I don't have to dig for them, thanks!", Parsed{Kind: KindStory, Lang: English, Role: "shop owner", Goal: "see yesterday's sales", Benefit: "I don't have to dig for them"}},
		{"FYI Acme wants invoices in German by March", Parsed{Kind: KindStory, Lang: English, Goal: "invoices in German by March", Warnings: []string{"missing_benefit", "missing_role"}}},
		{"US-45 | As a guest | I want to check out without an account | so that I buy faster", Parsed{Kind: KindStory, Lang: English, Role: "guest", Goal: "check out without an account", Benefit: "I buy faster"}},
		{"@pogo as a designer I want dev mode links in the story so devs stop asking me", Parsed{Kind: KindStory, Lang: English, Role: "designer", Goal: "dev mode links in the story", Benefit: "devs stop asking me"}},
		{"As a driver I want to be able to, with one tap, report an accident so that help comes sooner", Parsed{Kind: KindStory, Lang: English, Role: "driver", Goal: "with one tap, report an accident", Benefit: "help comes sooner"}},
		{"In my role as treasurer I need a yearly statement in order to file taxes", Parsed{Kind: KindStory, Lang: English, Role: "treasurer", Goal: "a yearly statement", Benefit: "file taxes"}},
		{"We get many questions about dates. Customers want to see the date before they pay.", Parsed{Kind: KindStory, Lang: English, Role: "Customers", Goal: "see the date before they pay", Warnings: []string{"missing_benefit", "third_person"}}},

		{"bon en gros ce qu'il me faudrait c'est pouvoir archiver les vieux tickets d'un coup", Parsed{Kind: KindStory, Lang: French, Situation: "bon en gros", Goal: "archiver les vieux tickets d'un coup", Warnings: []string{"missing_benefit", "missing_role"}}},
		{"Pour info la mairie veut les factures en PDF d'ici mars", Parsed{Kind: KindStory, Lang: French, Role: "mairie", Goal: "les factures en PDF d'ici mars", Warnings: []string{"missing_benefit", "third_person"}}},
		{"ce serait hyper pratique de pouvoir dupliquer une commande", Parsed{Kind: KindStory, Lang: French, Goal: "dupliquer une commande", Warnings: []string{"missing_benefit", "missing_role"}}},
		{"j'aurais aimé pouvoir trier par date", Parsed{Kind: KindStory, Lang: French, Goal: "trier par date", Warnings: []string{"missing_benefit", "missing_role"}}},
		{"Tsé, comme usager, j'voudrais ben pouvoir payer mon stationnement avec mon cell", Parsed{Kind: KindStory, Lang: French, Role: "usager", Goal: "payer mon stationnement avec mon cell", Warnings: []string{"missing_benefit"}}},
		{"Le client ne doit jamais avoir à ressaisir son adresse", Parsed{Kind: KindStory, Lang: French, Role: "client", Goal: "ne jamais avoir à ressaisir son adresse", Warnings: []string{"missing_benefit", "negative_goal", "third_person"}}},
		{"moi ce que je veux c'est voir mes heures sup", Parsed{Kind: KindStory, Lang: French, Goal: "voir mes heures sup", Warnings: []string{"missing_benefit", "missing_role"}}},
	})
}

func TestSeveralStoriesAreReadOneByOne(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"As a buyer, I want to pay by card so that I save time. As a seller, I want to see my sales.": {
			"As a buyer, I want to pay by card so that I save time", "As a seller, I want to see my sales.",
		},
		"En tant que client, je veux payer\n\nEn tant que vendeuse,\nje veux voir mes ventes": {
			"En tant que client, je veux payer", "En tant que vendeuse, je veux voir mes ventes",
		},
		"- As a buyer I want to pay\n- As a seller I want to be paid\n- As an auditor I want to see it": {
			"As a buyer I want to pay", "As a seller I want to be paid", "As an auditor I want to see it",
		},
		"As a buyer I want to pay and as a seller I want to be paid":         {"As a buyer I want to pay", "as a seller I want to be paid"},
		"As: buyer\nI want: pay by card\n\nAs: seller\nI want: see my sales": {"As: buyer I want: pay by card", "As: seller I want: see my sales"},
		"Qui : acheteur / Quoi : payer / Qui : vendeur / Quoi : vendre":      {"Qui : acheteur Quoi : payer", "Qui : vendeur Quoi : vendre"},
		"As a lead, I want to see the board. As a result, I want less noise": {"As a lead, I want to see the board. As a result, I want less noise"},
		"As a user, as an admin, I want to see the board":                    {"As a user, as an admin, I want to see the board"},
		"I want to log in as a buyer":                                        {"I want to log in as a buyer"},
	} {
		if diff := cmp.Diff(want, Stories(text)); diff != "" {
			t.Errorf("stories of %q (-want +got):\n%s", text, diff)
		}
		s := typed("PAY-1", text)
		if got := slices.Contains(s.Warnings, "multiple_stories"); got != (len(want) > 1) {
			t.Errorf("%q is told to be several: %v", text, got)
		}
		if hint := SplitHints(s)[0]; len(want) > 1 && cmp.Diff(SplitHint{SplitStories, want}, hint) != "" {
			t.Errorf("%q is split so: %+v", text, hint)
		}
	}
	if !Parse("As a buyer, I want to pay. As a seller, I want to see personal data.").Confidential() {
		t.Error("what the second story tells is shown to all")
	}
}

package playground

import "pogo/slacksim"

// Furnish fills an empty workspace with the playground's cast and channels: an
// English-speaking team, a French-speaking one with its client, a private
// channel, and one channel without the app.
func Furnish(s *slacksim.Slack) {
	id := map[string]string{}
	for _, p := range cast() {
		id[p.Name] = s.AddPerson(p)
	}
	bot := s.Bot().ID
	s.AddUserGroup(slacksim.UserGroup{ID: "S0DEVS", Handle: "devs", Name: "Developers", Users: []string{id["samir"], id["nora"], id["kenji"]}})
	in := func(names ...string) []string {
		var members []string
		for _, name := range names {
			members = append(members, id[name])
		}
		return members
	}
	s.AddChannel(slacksim.Channel{ID: "C0PAYMENTS", Name: "payments", Topic: "Pay by card, by Christmas", Members: append(in("claire", "samir", "nora", "lea", "tom", "kenji"), bot)})
	s.AddChannel(slacksim.Channel{ID: "C0BOUTIQUE", Name: "boutique", Topic: "La boutique en ligne, avec Inès", Members: append(in("claire", "samir", "lea", "ines"), bot)})
	s.AddChannel(slacksim.Channel{ID: "C0LEADS", Name: "leads", Topic: "Claire and Samir, before everybody knows", Private: true, Members: append(in("claire", "samir"), bot)})
	s.AddChannel(slacksim.Channel{ID: "C0RANDOM", Name: "random", Topic: "Everything else; the app is not here", Members: in("claire", "samir", "nora", "lea", "tom", "kenji")})
}

func cast() []slacksim.Person {
	return []slacksim.Person{
		{ID: "U0CLAIRE", Name: "claire", RealName: "Claire", Title: "Product owner", TZ: "Europe/Paris", Locale: "fr-FR", Avatar: "#b5477b"},
		{ID: "U0SAMIR", Name: "samir", RealName: "Samir", Title: "Developer", TZ: "Europe/Paris", Locale: "fr-FR", Avatar: "#2b8a5f"},
		{ID: "U0NORA", Name: "nora", RealName: "Nora", Title: "Developer", TZ: "Europe/London", Locale: "en-GB", Avatar: "#5b7dd6"},
		{ID: "U0LEA", Name: "lea", RealName: "Léa", Title: "Designer", TZ: "Europe/Paris", Locale: "fr-FR", Avatar: "#c2504a"},
		{ID: "U0TOM", Name: "tom", RealName: "Tom", Title: "Marketing", TZ: "America/New_York", Locale: "en-US", Avatar: "#b9770e"},
		{ID: "U0KENJI", Name: "kenji", RealName: "Kenji", Title: "Developer", TZ: "Asia/Tokyo", Locale: "en-US", Avatar: "#3c989f"},
		{ID: "U0INES", Name: "ines", RealName: "Inès", Title: "Client", TZ: "Europe/Paris", Locale: "fr-FR", Avatar: "#7d5ba6", Guest: true},
	}
}

// FirstMinute is what a newcomer to the product can try at once.
func FirstMinute() []Hint {
	return []Hint{
		{
			Command: Text{
				"en": "/story As a buyer, I want to pay by card so that I need no cash",
				"fr": "/story En tant que responsable de projet, je souhaite pouvoir suivre l’avancement de mes collaborateurs afin de mieux gérer le planning",
			},
			Why: Text{"en": "a user story", "fr": "une user story"},
		},
		{
			Command: Text{"en": "/story add a dashboard", "fr": "/story ajouter un tableau de bord"},
			Why:     Text{"en": "a plain need works too", "fr": "un besoin en une phrase suffit"},
		},
		{Command: Text{"en": "/backlog"}, Why: Text{"en": "the order of things", "fr": "l’ordre des choses"}},
		{
			Command: Text{"en": "/standup at 09:30 weekdays", "fr": "/standup à 9h30 en semaine"},
			Why:     Text{"en": "then move the clock to tomorrow", "fr": "puis avancez l’horloge à demain"},
		},
		{
			Command: Text{"en": "/sprint start 2w \"clients can pay by card\"", "fr": "/sprint démarrer 2s « le client peut payer par carte »"},
			Why:     Text{"en": "two weeks, one goal", "fr": "deux semaines, un objectif"},
		},
	}
}

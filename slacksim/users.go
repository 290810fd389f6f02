package slacksim

// apiTest answers docs.slack.dev/reference/methods/api.test.
func (s *Slack) apiTest(c *call) (object, error) {
	if c.str("error") != "" {
		return nil, refuse(c.str("error"))
	}
	return object{"args": c.args}, nil
}

// authTest answers docs.slack.dev/reference/methods/auth.test.
func (s *Slack) authTest(*call) (object, error) {
	return object{
		"url": "https://" + teamDomain + ".slack.com/", "team": teamName, "team_id": teamID, "user": s.bot.Name,
		"user_id": s.bot.ID, "bot_id": botID, "is_enterprise_install": false,
	}, nil
}

func (s *Slack) botsInfo(c *call) (object, error) {
	if id := c.str("bot"); id != "" && id != botID {
		return nil, refuse("bot_not_found")
	}
	return object{"bot": object{
		"id": botID, "deleted": false, "name": s.bot.Name, "app_id": appID, "user_id": s.bot.ID, "icons": object{},
	}}, nil
}

func (s *Slack) teamInfo(*call) (object, error) {
	return object{"team": object{"id": teamID, "name": teamName, "domain": teamDomain, "icon": object{}}}, nil
}

func (s *Slack) usersInfo(c *call) (object, error) {
	p := s.person(c.str("user"))
	if p == nil {
		return nil, refuse("user_not_found")
	}
	return object{"user": s.userJSON(p, c.truth("include_locale"))}, nil
}

func (s *Slack) usersList(c *call) (object, error) {
	var members []object
	for _, p := range s.people {
		if !p.Stranger { // docs.slack.dev/apis/slack-connect: not members of this workspace
			members = append(members, s.userJSON(p, c.truth("include_locale")))
		}
	}
	part, metadata, err := page(c, members, 200, 1000)
	return object{"members": orEmpty(part), "cache_ts": s.cfg.Now().Unix(), "response_metadata": metadata}, err
}

package slacksim

// OpenHome opens the app's Home tab.
func (s *Slack) OpenHome(user string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, err := s.actor(user)
	if err != nil {
		return err
	}
	if !s.manifest.homeTab() {
		return refuse("not_enabled")
	}
	event := object{
		"user": p.ID, "channel": s.dm(p.ID).ID, "tab": "home", "event_ts": s.eventStamp(),
	}
	if v := s.homes[user]; v != nil {
		event["view"] = s.viewJSON(v)
	}
	s.emit("app_home_opened", event, nil)
	return nil
}

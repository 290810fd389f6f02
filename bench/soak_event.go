package main

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"pogo/slacksim"
)

const (
	floodCards = 50
	rowsOfSoak = 12
)

// happen has somebody do something, without waiting for what comes of it.
func (s *soak) happen() {
	card := s.cards[s.random.IntN(len(s.cards))]
	who := s.people[s.random.IntN(len(s.people))]
	deed := s.deed(s.random.IntN(100))
	n := s.sent.Add(1)
	s.did.Go(func() {
		if err := deed(who, card); err != nil {
			s.failed.Add(1)
			fmt.Fprintf(s.log, "event %d: %v\n", n, err)
		}
	})
}

// deed is what one of a hundred does.
func (s *soak) deed(one int) func(who string, card slacksim.Message) error {
	type deed = func(string, slacksim.Message) error
	for _, share := range []struct {
		percent int
		deed    deed
	}{
		{40, s.thumb},
		{15, s.command(func(slacksim.Message) string { return "/backlog" })},
		{10, s.command(func(c slacksim.Message) string { return "/story show " + storyOf(c) })},
		{6, s.command(func(c slacksim.Message) string { return fmt.Sprintf("/estimate %s %d", storyOf(c), 1+one%3) })},
		{1, s.command(s.newStory)},
		{10, s.press},
		{8, s.mention},
		{6, func(who string, _ slacksim.Message) error { return s.slack.OpenHome(who) }},
	} {
		if one -= share.percent; one < 0 {
			return share.deed
		}
	}
	return s.answer
}

// thumb puts a 👍 on a card, or takes it off.
func (s *soak) thumb(who string, card slacksim.Message) error {
	err := s.slack.React(who, card.Channel, card.TS, "+1")
	if slacksim.Code(err) == "already_reacted" {
		return s.slack.Unreact(who, card.Channel, card.TS, "+1")
	}
	return err
}

func (s *soak) command(line func(slacksim.Message) string) func(string, slacksim.Message) error {
	return func(who string, card slacksim.Message) error {
		return s.slack.Command(who, card.Channel, line(card))
	}
}

func (s *soak) newStory(slacksim.Message) string {
	return fmt.Sprintf("/story As a seller, I want to see order %d so that I know what to pack", s.stories.Add(1))
}

// storyOf is the id with which a card begins.
func storyOf(card slacksim.Message) string {
	id, _, _ := strings.Cut(card.Text, " ")
	return id
}

// press takes "Show all" from the menu of a card.
func (s *soak) press(who string, card slacksim.Message) error {
	option := regexp.MustCompile(`story\.show:\d+`).FindString(string(card.Blocks))
	return s.slack.Press(who, slacksim.Press{Channel: card.Channel, Message: card.TS, ActionID: "story.more", Values: []string{option}})
}

func (s *soak) mention(who string, card slacksim.Message) error {
	_, err := s.slack.Say(who, card.Channel, "", "<@"+s.slack.Bot().ID+"> show "+storyOf(card))
	return err
}

// answer opens the form of the stand-up, fills it in, and sends it; who has a
// form open already sends that.
func (s *soak) answer(_ string, card slacksim.Message) error {
	who := s.people[int(s.answers.Add(1))%len(s.people)] // nobody has two forms at once
	form, open := s.slack.OpenView(who)
	if !open {
		if err := s.slack.Command(who, channelOf(0), "/standup answer"); err != nil {
			return fmt.Errorf("open the form: %w", err)
		}
		for start := s.now(); !open; form, open = s.slack.OpenView(who) {
			if s.now().Sub(start) > 5*time.Second {
				return errors.New("no form opened")
			}
			pause(context.Background(), 50*time.Millisecond)
		}
	}
	_, err := s.slack.Submit(who, form.ID, map[string]map[string]any{"next": {"next": storyOf(card) + ", and what is left of yesterday"}})
	return err
}

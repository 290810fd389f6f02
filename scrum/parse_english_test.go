package scrum

import "testing"

// What people type in English, beyond the measured stories.
func TestUnseenEnglishSentences(t *testing.T) {
	t.Parallel()
	checkSentences(t, []sentence{
		{"As a manager, in order to save time, I want to approve requests from Slack", Parsed{Kind: KindStory, Lang: English, Role: "manager", Goal: "approve requests from Slack", Benefit: "save time"}},
		{"To save time, as a manager, I want to approve requests from Slack", Parsed{Kind: KindStory, Lang: English, Role: "manager", Goal: "approve requests from Slack", Benefit: "save time"}},
		{"To reduce calls, customers should be able to track parcels", Parsed{Kind: KindStory, Lang: English, Role: "customers", Goal: "track parcels", Benefit: "reduce calls", Warnings: []string{"third_person"}}},
		{"As a user, I can export my data so that I don't need to copy it by hand", Parsed{Kind: KindStory, Lang: English, Role: "user", Goal: "export my data", Benefit: "I don't need to copy it by hand"}},
		{"As a user, I can see the items I want", Parsed{Kind: KindStory, Lang: English, Role: "user", Goal: "see the items I want", Warnings: []string{"missing_benefit"}}},
		{"As a user, when I need help, I want to chat so that I'm not stuck", Parsed{Kind: KindStory, Lang: English, Situation: "I need help", Role: "user", Goal: "chat", Benefit: "I'm not stuck"}},
		{"When I'm late, as a commuter, I want to see the next train", Parsed{Kind: KindStory, Lang: English, Situation: "I'm late", Role: "commuter", Goal: "see the next train", Warnings: []string{"missing_benefit"}}},
		{"Whenever a build breaks I want a message", Parsed{Kind: KindJobStory, Lang: English, Situation: "a build breaks", Goal: "a message", Warnings: []string{"missing_benefit"}}},
		{"As someone with low vision, I want larger text so that I can read", Parsed{Kind: KindStory, Lang: English, Role: "someone with low vision", Goal: "larger text", Benefit: "I can read"}},
		{"As soon as I want a coffee I get one", Parsed{Kind: KindNeed, Lang: English, Goal: whole, Warnings: plain()}},
		{"As an example, the page should list users", Parsed{Kind: KindNeed, Lang: English, Goal: whole, Warnings: plain()}},
		{"For mobile, as a seller I want to print labels", Parsed{Kind: KindStory, Lang: English, Title: "For mobile", Role: "seller", Goal: "print labels", Warnings: []string{"missing_benefit"}}},
		{"But I want a dashboard", Parsed{Kind: KindStory, Lang: English, Goal: "a dashboard", Warnings: []string{"missing_benefit", "missing_role"}}},
		{"As a parent, I want an alarm, to wake up on time", Parsed{Kind: KindStory, Lang: English, Role: "parent", Goal: "an alarm", Benefit: "wake up on time"}},
		{"As a parent, I want to be notified, which will allow me to react", Parsed{Kind: KindStory, Lang: English, Role: "parent", Goal: "be notified", Benefit: "react"}},
		{"As an editor I no longer want to receive digests", Parsed{Kind: KindStory, Lang: English, Role: "editor", Goal: "no longer receive digests", Warnings: []string{"missing_benefit", "negative_goal"}}},
		{"Users should be able to reset their password so that support gets fewer calls", Parsed{Kind: KindStory, Lang: English, Role: "Users", Goal: "reset their password", Benefit: "support gets fewer calls", Warnings: []string{"third_person"}}},
		{"The page can be slow", Parsed{Kind: KindNeed, Lang: English, Goal: whole, Warnings: plain()}},
		{"\"As a cook, I want a timer so that nothing burns\"", Parsed{Kind: KindStory, Lang: English, Role: "cook", Goal: "a timer", Benefit: "nothing burns"}},
		{"*As a* seller *I want* to print *so that* I leave", Parsed{Kind: KindStory, Lang: English, Role: "seller", Goal: "print", Benefit: "I leave"}},
		{"As a [type of user], I want [some goal] so that [some reason]", Parsed{Kind: KindStory, Lang: English, Role: "[type of user]", Goal: "[some goal]", Benefit: "[some reason]", Warnings: []string{"placeholder_benefit", "placeholder_goal", "placeholder_role"}}},
		{"As a client, I want to log in so that I see my data. Given I have an account, when I enter a wrong password, then I see an error", Parsed{Kind: KindStory, Lang: English, Role: "client", Goal: "log in", Benefit: "I see my data", Criteria: []string{"Given I have an account", "when I enter a wrong password", "then I see an error"}}},
		{"As a user I want:\n- to export\n- to print\nso that I save time", Parsed{Kind: KindStory, Lang: English, Role: "user", Goal: "export, print", Benefit: "I save time"}},
		{"Who: an accountant\nWhat: export the ledger\nWhy: the auditor stops asking", Parsed{Kind: KindStory, Lang: English, Role: "accountant", Goal: "export the ledger", Benefit: "the auditor stops asking"}},
		{"Feature: Login\nScenario: wrong password\nGiven an account\nWhen I type a wrong password\nThen I see an error", Parsed{Kind: KindAcceptance, Lang: English, Title: "Feature: Login", Criteria: []string{"Scenario: wrong password", "Given an account", "When I type a wrong password", "Then I see an error"}, Warnings: []string{"missing_story"}}},
		{"Given the delays, add a dashboard", Parsed{Kind: KindTask, Lang: English, Goal: whole, Warnings: plain()}},
		{"When I click pay the page crashes", Parsed{Kind: KindBug, Lang: English, Goal: whole, Warnings: plain()}},
		{"I can't log in", Parsed{Kind: KindBug, Lang: English, Goal: whole, Warnings: plain()}},
		{"I can see other customers' invoices", Parsed{Kind: KindBug, Lang: English, Goal: whole, Tags: []string{"security_privacy"}, Warnings: plain()}},
		{"Anyone can read private messages", Parsed{Kind: KindBug, Lang: English, Goal: whole, Tags: []string{"security_privacy"}, Warnings: plain()}},
		{"Add an error message when the card is refused", Parsed{Kind: KindTask, Lang: English, Goal: whole, Warnings: plain()}},
		{"transfer money to a colleague", Parsed{Kind: KindNeed, Lang: English, Goal: whole, Warnings: plain()}},
		{"is there a way to export?", Parsed{Kind: KindQuestion, Lang: English, Goal: whole, Warnings: plain()}},
		{"As a nurse, I want pages to load in under 2 seconds so that patients don't wait", Parsed{Kind: KindStory, Lang: English, Role: "nurse", Goal: "pages to load in under 2 seconds", Benefit: "patients don't wait", Tags: []string{"measurable_nfr"}}},
		{"Como usuário, quero filtrar a lista", Parsed{Kind: KindNeed, Lang: Portuguese, Goal: whole, Warnings: []string{"unsupported_language"}}},
		{"Als klant wil ik mijn wachtwoord wijzigen", Parsed{Kind: KindNeed, Lang: Dutch, Goal: whole, Warnings: []string{"unsupported_language"}}},
		{"Come utente, vorrei filtrare", Parsed{Kind: KindNeed, Lang: Italian, Goal: whole, Warnings: []string{"unsupported_language"}}},
		{":tada: :rocket:", Parsed{Kind: KindNeed, Lang: Undetermined, Goal: whole, Warnings: plain()}},
		{"<!channel> hello", Parsed{Kind: KindNeed, Lang: Undetermined, Goal: "@channel hello", Warnings: plain()}},
	})
}

package slacksim

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// method is one Web API method.
type method struct {
	do     func(*call) (object, error) // called with Slack.mu held
	scopes []string                    // any one of them suffices; none: no scope needed
	limit  rate
	app    bool // takes the app-level token, all others the bot token
	free   bool // takes no token
}

// webMethods lists what the pretend Slack can do, with the scope and the rate
// tier from docs.slack.dev/reference/methods/NAME.
func (s *Slack) webMethods() map[string]method {
	tier2, tier3, tier4, special := perMinute(20), perMinute(50), perMinute(100), perMinute(300)
	read := []string{"channels:read", "groups:read", "im:read", "mpim:read"}
	history := []string{"channels:history", "groups:history", "im:history", "mpim:history"}
	return map[string]method{
		"api.test":                     {do: s.apiTest, limit: tier4, free: true},
		"auth.test":                    {do: s.authTest, limit: special},
		"blocks.validate":              {do: s.blocksValidate, limit: tier4, free: true},
		"apps.connections.open":        {do: s.connectionsOpen, limit: tier3, app: true},
		"bots.info":                    {do: s.botsInfo, limit: tier3, scopes: []string{"users:read"}},
		"chat.delete":                  {do: s.chatDelete, limit: tier3, scopes: []string{"chat:write"}},
		"chat.getPermalink":            {do: s.chatGetPermalink, limit: special},
		"chat.postEphemeral":           {do: s.chatPostEphemeral, limit: tier4, scopes: []string{"chat:write"}},
		"chat.postMessage":             {do: s.chatPostMessage, scopes: []string{"chat:write"}}, // limited per channel
		"chat.update":                  {do: s.chatUpdate, limit: tier3, scopes: []string{"chat:write"}},
		"conversations.history":        {do: s.conversationsHistory, limit: tier3, scopes: history},
		"conversations.info":           {do: s.conversationsInfo, limit: tier3, scopes: read},
		"conversations.join":           {do: s.conversationsJoin, limit: tier3, scopes: []string{"channels:join"}},
		"conversations.list":           {do: s.conversationsList, limit: tier2, scopes: read},
		"conversations.members":        {do: s.conversationsMembers, limit: tier4, scopes: read},
		"conversations.open":           {do: s.conversationsOpen, limit: tier3, scopes: []string{"im:write", "mpim:write"}},
		"conversations.replies":        {do: s.conversationsReplies, limit: tier3, scopes: history},
		"dnd.info":                     {do: s.dndInfo, limit: tier3, scopes: []string{"dnd:read"}},
		"dnd.teamInfo":                 {do: s.dndTeamInfo, limit: tier2, scopes: []string{"dnd:read"}},
		"files.completeUploadExternal": {do: s.filesComplete, limit: tier4, scopes: []string{"files:write"}},
		"files.getUploadURLExternal":   {do: s.filesGetURL, limit: tier4, scopes: []string{"files:write"}},
		"reactions.add":                {do: s.reactionsAdd, limit: tier3, scopes: []string{"reactions:write"}},
		"reactions.get":                {do: s.reactionsGet, limit: tier3, scopes: []string{"reactions:read"}},
		"reactions.remove":             {do: s.reactionsRemove, limit: tier2, scopes: []string{"reactions:write"}},
		"team.info":                    {do: s.teamInfo, limit: tier3, scopes: []string{"team:read"}},
		"usergroups.list":              {do: s.usergroupsList, limit: tier2, scopes: []string{"usergroups:read"}},
		"usergroups.users.list":        {do: s.usergroupsUsersList, limit: tier2, scopes: []string{"usergroups:read"}},
		"users.conversations":          {do: s.usersConversations, limit: tier2, scopes: read},
		"users.info":                   {do: s.usersInfo, limit: tier4, scopes: []string{"users:read"}},
		"users.list":                   {do: s.usersList, limit: tier2, scopes: []string{"users:read"}},
		"views.open":                   {do: s.viewsOpen, limit: tier4},
		"views.publish":                {do: s.viewsPublish, limit: tier4},
		"views.push":                   {do: s.viewsPush, limit: tier4},
		"views.update":                 {do: s.viewsUpdate, limit: tier4},
	}
}

func (s *Slack) routes() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("/api/{method}", s.serveMethod)
	mux.HandleFunc("/link/", s.serveSocket)
	mux.HandleFunc("POST /response/{secret}", s.serveHook)
	mux.HandleFunc("POST /files/upload/{id}", s.serveUpload)
	return mux
}

// serveMethod answers one call: first the faults that a test ordered, then
// token, rate and scope, then the method itself.
func (s *Slack) serveMethod(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	c, err := readCall(r)
	c.method = r.PathValue("method")
	s.learn(r)
	fault, faulty := s.nextFault(c.method)
	if faulty && !s.suffer(fault, r) {
		return
	}
	var answer object
	if !faulty || fault.Store || fault.onlyDelays() {
		if err == nil {
			answer, err = s.run(c)
		}
	}
	if faulty && !fault.onlyDelays() {
		s.spoil(w, r, c, fault)
		return
	}
	s.answer(w, c, answer, err)
}

// run does what a call asks for.
func (s *Slack) run(c *call) (object, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, ok := s.methods[c.method]
	if !ok {
		return nil, refuse("unknown_method")
	}
	if err := s.checkToken(m, c.token); err != nil {
		return nil, err
	}
	if err := s.allow(c.method, m.limit); err != nil {
		return nil, err
	}
	if err := s.checkScope(m); err != nil {
		return nil, err
	}
	return m.do(c)
}

// checkToken refuses as docs.slack.dev/reference/methods/auth.test lists.
func (s *Slack) checkToken(m method, token string) error {
	want := s.cfg.BotToken
	if m.app {
		want = s.cfg.AppToken
	}
	switch {
	case m.free || token == want:
		return nil
	case token == "":
		return refuse("not_authed")
	case token == s.cfg.BotToken || token == s.cfg.AppToken:
		return refuse("not_allowed_token_type")
	default:
		return refuse("invalid_auth")
	}
}

func (s *Slack) checkScope(m method) error {
	if len(m.scopes) == 0 || slices.ContainsFunc(m.scopes, s.manifest.hasScope) {
		return nil
	}
	return s.missing(m.scopes...)
}

// missing is the refusal for a scope that the manifest does not ask for.
func (s *Slack) missing(scopes ...string) error {
	return &RefusalError{
		Code: "missing_scope", Needed: strings.Join(scopes, ","), Provided: s.manifest.scopes(),
	}
}

// learn takes the address from the first request, for the URLs that are handed out.
func (s *Slack) learn(r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.base == "" {
		s.base = "http://" + r.Host
	}
}

func (s *Slack) answer(w http.ResponseWriter, c *call, answer object, err error) {
	status := http.StatusOK
	if err == nil {
		answer["ok"] = true
	} else {
		refusal, ok := errors.AsType[*RefusalError](err)
		if !ok {
			refusal = refuse("fatal_error", err.Error())
		}
		answer = refusal.json()
		if refusal.retryAfter > 0 {
			// docs.slack.dev/apis/web-api/rate-limits: HTTP 429 and Retry-After in seconds.
			status = http.StatusTooManyRequests
			w.Header().Set("Retry-After", seconds(refusal.retryAfter))
		}
	}
	if s.manifest != nil {
		w.Header().Set("X-Oauth-Scopes", s.manifest.scopes())
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	raw := encode(answer)
	w.Header().Set("Content-Length", strconv.Itoa(len(raw))) // else it is cut into chunks
	w.WriteHeader(status)
	s.record(c, status, raw, str(answer, "error"))
	_, _ = w.Write(raw) //nolint:gosec // because this is JSON and not a page; a caller who has gone is no fault
}

func (e *RefusalError) json() object {
	answer := object{"ok": false, "error": e.Code}
	if e.Needed != "" {
		answer["needed"], answer["provided"] = e.Needed, e.Provided
	}
	if len(e.Messages) > 0 {
		told := make([]string, len(e.Messages))
		for i, m := range e.Messages {
			told[i] = "[ERROR] " + m
		}
		answer["errors"], answer["response_metadata"] = e.Messages, object{"messages": told}
	}
	return answer
}

func seconds(d time.Duration) string {
	return strconv.Itoa(int(max(1, (d+time.Second-1)/time.Second)))
}

package slacksim

import (
	"io"
	"net/http"
	"strings"
)

// file is an upload: first an address, then bytes, then shared in a conversation.
type file struct {
	id, name, title string
	size            int
	stored, shared  bool
	content         []byte
}

// maxFile is what this workspace takes; Slack takes 1 GB.
const maxFile = 32 << 20

// maxShared is how many files one call shares.
const maxShared = 10

// FileContent returns the bytes of a file by its id. False means that there is
// none, or none that was uploaded.
func (s *Slack) FileContent(id string) ([]byte, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.files[id]
	if f == nil || !f.stored {
		return nil, false
	}
	return f.content, true
}

// filesGetURL answers docs.slack.dev/reference/methods/files.getUploadURLExternal.
func (s *Slack) filesGetURL(c *call) (object, error) {
	size := c.number("length", 0)
	switch {
	case c.str("filename") == "" || size <= 0:
		return nil, refuse("invalid_arguments", "missing required field: length or filename")
	case size > maxFile:
		return nil, refuse("file_upload_size_restricted")
	}
	f := &file{id: s.newID("F"), name: c.str("filename"), size: size}
	s.files[f.id] = f
	return object{"file_id": f.id, "upload_url": s.base + "/files/upload/" + f.id}, nil
}

// serveUpload takes the bytes, as the body or as a form's file.
func (s *Slack) serveUpload(w http.ResponseWriter, r *http.Request) {
	body := io.Reader(r.Body)
	if strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/") {
		parts, err := r.MultipartReader()
		if err == nil {
			body, err = parts.NextPart()
		}
		if err != nil {
			http.Error(w, "bad upload", http.StatusBadRequest)
			return
		}
	}
	content, err := io.ReadAll(io.LimitReader(body, maxFile+1))
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.files[r.PathValue("id")]
	switch {
	case f == nil || f.stored: // an address takes one upload
		http.Error(w, "no such upload", http.StatusNotFound)
	case err != nil || len(content) != f.size:
		http.Error(w, "wrong length", http.StatusBadRequest)
	default:
		f.content, f.stored = content, true
		_, _ = io.WriteString(w, "OK - "+f.name)
	}
}

// filesComplete answers docs.slack.dev/reference/methods/files.completeUploadExternal.
func (s *Slack) filesComplete(c *call) (object, error) {
	given, err := c.structured("files")
	items, ok := given.([]any)
	if err != nil || !ok || len(items) == 0 || len(items) > maxShared {
		return nil, refuse("invalid_arguments", "missing required field: files")
	}
	var place *channel
	if id := c.str("channel_id"); id != "" {
		if s.person(id) != nil { // people are messaged through conversations.open
			return nil, refuse("channel_not_found")
		}
		if place, err = s.target(id); err != nil {
			return nil, err
		}
	}
	var shared []any
	for _, item := range items {
		entry, _ := item.(object)
		f := s.files[str(entry, "id")]
		if f == nil || !f.stored || f.shared {
			return nil, refuse("file_not_found")
		}
		f.title, f.shared = str(entry, "title"), true
		shared = append(shared, object{
			"id": f.id, "name": f.name, "title": f.title, "size": f.size, "url_private": s.base + "/files/" + f.id,
		})
	}
	if place != nil {
		m := &message{User: s.bot.ID, Bot: true, Text: c.str("initial_comment"), Files: encode(shared), ThreadTS: c.str("thread_ts")}
		if err := place.thread(m); err != nil {
			return nil, err
		}
		s.post(place, m)
	}
	return object{"files": shared}, nil
}

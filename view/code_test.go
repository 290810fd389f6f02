package view

import (
	"encoding/json"
	"testing"
)

func TestCodeLooksLikeCode(t *testing.T) {
	t.Parallel()
	const code = `,"style":{"code":true}}`
	for _, test := range []struct{ name, text, want string }{
		{"a word", "run `make`, then wait", `{"type":"text","text":"run "},{"type":"text","text":"make"` + code + `,{"type":"text","text":", then wait"}`},
		{"several lines", "see ```\nSELECT 1;\nSELECT 2;\n```", `{"type":"text","text":"see "},{"type":"text","text":"SELECT 1;\nSELECT 2;"` + code},
		{"lines that were cut short", "```SELECT 1;…", `{"type":"text","text":"SELECT 1;…"` + code},
		{"a word within lines", "```a `b` c```", "{\"type\":\"text\",\"text\":\"a `b` c\"" + code},
		{"a backtick alone", "5` and 6` long", "{\"type\":\"text\",\"text\":\"5` and 6` long\"}"},
		{"no more than backticks", "``````", "{\"type\":\"text\",\"text\":\"``````\"}"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			raw, err := json.Marshal(quoting("", test.text))
			if err != nil {
				t.Fatal(err)
			}
			if want := `{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[` + test.want + `]}]}`; string(raw) != want {
				t.Errorf("got  %s\nwant %s", raw, want)
			}
		})
	}
}

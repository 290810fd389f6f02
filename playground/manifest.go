package playground

import "encoding/json"

// A shortcut is an entry of "More actions".
type shortcut struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Type string `json:"type"` // "message" or "global"
}

type manifest struct {
	shortcuts []shortcut
	commands  []Command
}

// readManifest takes from an app's manifest what a person can see of it. A
// manifest that cannot be read offers nothing; slacksim is the one to complain.
func readManifest(raw []byte) manifest {
	var m struct {
		Features struct {
			Commands []struct {
				Command     string `json:"command"`
				Description string `json:"description"`
				Usage       string `json:"usage_hint"`
			} `json:"slash_commands"`
			Shortcuts []struct {
				Name     string `json:"name"`
				Type     string `json:"type"`
				Callback string `json:"callback_id"`
			} `json:"shortcuts"`
		} `json:"features"`
	}
	if len(raw) == 0 || json.Unmarshal(raw, &m) != nil {
		return manifest{}
	}
	var out manifest
	for _, one := range m.Features.Shortcuts {
		out.shortcuts = append(out.shortcuts, shortcut{ID: one.Callback, Name: one.Name, Type: one.Type})
	}
	for _, one := range m.Features.Commands {
		out.commands = append(out.commands, Command{Name: one.Command, Usage: Text{"en": one.Usage}, Description: Text{"en": one.Description}})
	}
	return out
}

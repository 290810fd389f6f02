package slacksim_test

import (
	"encoding/json"
	"testing"

	"pogo/slacksim"
)

func FuzzBlocksAreJudgedWithoutPanic(f *testing.F) {
	f.Add(`[{"type":"section","text":{"type":"mrkdwn","text":"x"},"accessory":{"type":"button","text":7}}]`)
	f.Add(`[{"type":"data_visualization","chart":{"type":"bar","series":[{"data":[1]}]}},null,{"type":"layout","rows":[{"items":[{"block":[]}]}]}]`)
	f.Add(`[{"type":"actions","elements":[{"type":"static_select","options":{},"option_groups":[{"options":[{}]}]}]}]`)
	f.Add(`[{"type":"data_table","caption":"c","rows":[[],[null]]},{"type":"carousel","elements":[{"type":"card"}]}]`)
	f.Fuzz(func(t *testing.T, blocks string) {
		err := slacksim.ValidateBlocks(json.RawMessage(blocks))
		if err != nil && slacksim.Code(err) == "" {
			t.Errorf("refused without a name: %v", err)
		}
		_ = slacksim.ValidateView(json.RawMessage(`{"type":"modal","blocks":` + blocks + `}`))
	})
}

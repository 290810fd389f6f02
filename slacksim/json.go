package slacksim

import (
	"encoding/json"
	"fmt"
)

// object is a JSON object under construction, or one that came in.
type object = map[string]any

// encode writes what this package made itself; such a value always encodes.
func encode(v any) json.RawMessage {
	raw, err := json.Marshal(v)
	if err != nil {
		return json.RawMessage(fmt.Sprintf(`{"ok":false,"error":"fatal_error","detail":%q}`, err))
	}
	return raw
}

// clone returns a deep copy of a JSON value.
func clone(v any) any {
	switch v := v.(type) {
	case object:
		c := make(object, len(v))
		for key, item := range v {
			c[key] = clone(item)
		}
		return c
	case []any:
		c := make([]any, len(v))
		for i, item := range v {
			c[i] = clone(item)
		}
		return c
	default:
		return v
	}
}

// str, list and sub read a field leniently: a missing or misshapen one is empty.
func str(o object, key string) string {
	s, _ := o[key].(string)
	return s
}

func list(o object, key string) []any {
	l, _ := o[key].([]any)
	return l
}

func sub(o object, key string) object {
	m, _ := o[key].(object)
	return m
}

func truth(o object, key string) bool {
	b, _ := o[key].(bool)
	return b
}

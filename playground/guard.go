package playground

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// contentPolicy lets the page load its own parts and nothing else. Style
// attributes are allowed because avatars carry their color in one.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; " +
	"img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// guard refuses what does not come from this computer's own page: names that
// are not loopback (DNS rebinding), and deeds sent by other sites (CSRF).
func guard(next http.Handler) http.Handler {
	sameOrigin := http.NewCrossOriginProtection()
	sameOrigin.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "The playground only obeys its own page.", http.StatusForbidden)
	}))
	inner := sameOrigin.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Set("Content-Security-Policy", contentPolicy)
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set("Referrer-Policy", "no-referrer")
		header.Set("Cache-Control", "no-cache")
		switch {
		case !loopback(r.Host):
			http.Error(w, "The playground answers only on this computer. Open it as http://localhost or http://127.0.0.1.", http.StatusMisdirectedRequest)
		case r.Method == http.MethodPost && !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json"):
			http.Error(w, "Send JSON, with Content-Type: application/json.", http.StatusUnsupportedMediaType)
		default:
			inner.ServeHTTP(w, r)
		}
	})
}

// loopback reports whether a Host header names this computer.
func loopback(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.Trim(host, "[]")
	if strings.EqualFold(host, "localhost") {
		return true
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.IsLoopback()
}

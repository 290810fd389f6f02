// Package playground is the pretend Slack with a window: one page that looks
// and works like Slack, over a [pogo/slacksim.Slack].
//
// A person opens the page, acts as anybody of the workspace, types, clicks,
// fills in forms, reacts, and moves the workspace's clock. What an app sends is
// drawn as Slack draws it; what the page cannot draw is shown as a box with its
// source, never dropped. The page follows the acting person's language, zone
// and locale.
//
// [New] makes a [Server], which is a [net/http.Handler]: the page and its
// parts (embedded; nothing is fetched from elsewhere at run time), a small JSON
// API under /api/, and a stream of hints under /events. The page never trusts
// a hint further than to fetch its whole state again, so that a lost
// connection loses nothing.
//
// It is meant for one computer. Whoever reaches it can act as anybody, so it
// answers only to loopback names and refuses what other sites' pages send;
// [Server] says how. It keeps nothing but what each person has read.
//
// It knows nothing of the app: commands, hints and jumps in time are handed in
// by [Config].
package playground

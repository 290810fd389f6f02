// The left column: channels, direct messages, the app.

import { h, keep, icon } from "./dom.js";
import { avatar, person } from "./names.js";
import { w, language } from "./words.js";

// drawSidebar fills node. at is the open channel; go(id) opens another.
export function drawSidebar(node, state, at, go) {
  const of = (kinds) => state.channels.filter((one) => kinds.includes(one.kind));
  keep(node, [of(["public", "private", "im"]), at, state.app.name, state.notice, language()], () => [
    h("div", { class: "workspace" }, h("b", null, state.workspace), state.notice && h("small", { "data-testid": "notice" }, state.notice)),
    group("channels", of(["public", "private"]).filter((one) => one.joined), at, go),
    group("direct", of(["im"]).filter((one) => one.with !== state.app.id), at, go),
    group("apps", of(["im"]).filter((one) => one.with === state.app.id), at, go)]);
}

function group(title, list, at, go) {
  if (!list.length) return null;
  return h("section", { class: "side-group" }, h("h2", { id: `side-${title}` }, w(title)),
    h("ul", { "aria-labelledby": `side-${title}` }, list.map((one) => h("li", null, row(one, at, go)))));
}

function row(one, at, go) {
  const direct = one.kind === "im", name = direct ? person(one.with).name : one.name;
  const loud = one.mentions > 0 ? one.mentions : 0;
  return h("button", {
    type: "button", class: `side-row${one.id === at ? " here" : ""}${one.unread ? " unread" : ""}`, "aria-current": one.id === at ? "page" : null,
    "data-testid": `channel-${direct ? "dm-" + (person(one.with).handle || one.with) : one.name}`, "data-channel": one.id, onclick: () => go(one.id),
  }, direct ? avatar(one.with, 20) : icon(one.kind === "private" ? "lock" : "hash", 16), h("span", { class: "side-name" }, name),
  one.archived && h("small", null, w("archived")),
  one.unread > 0 && h("span", { class: loud ? "count-badge" : "count-badge quiet", "data-testid": "unread" }, loud || one.unread));
}

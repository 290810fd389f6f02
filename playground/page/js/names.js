// Who and what an id stands for; the page's state is the only source.

import { h } from "./dom.js";
import { w } from "./words.js";

// slackbot says what Slack itself has to say.
export const slackbot = "USLACKBOT";

let people = new Map(), channels = new Map(), me = "", openChannel = () => {};

// setNames takes the people and channels of the newest state.
export function setNames(state, open) {
  people = new Map(state.people.map((one) => [one.id, one]));
  channels = new Map(state.channels.map((one) => [one.id, one]));
  me = state.as;
  openChannel = open;
}

export const person = (id) => people.get(id) || (id === slackbot && { id, name: "Slackbot", app: true }) || { id, name: id, unknown: true };
export const everyone = () => [...people.values()];
export const channel = (id) => channels.get(id);
export const allChannels = () => [...channels.values()];
export const myself = () => person(me);

export function mention(id, label) {
  const known = people.get(id);
  return h("span", { class: "mention" + (id === me ? " to-me" : ""), "data-user": id, title: known?.title || null },
    "@" + (known?.name || label || id));
}

export function broadcast(range, label) {
  return h("span", { class: "mention to-me" }, "@" + (label?.replace(/^@/, "") || range.split("|")[0]));
}

export function channelLink(id, label) {
  const known = channels.get(id);
  if (!known) return h("span", { class: "mention" }, label ? "#" + label : w("privateChannel"));
  return h("button", { type: "button", class: "mention link", onclick: () => openChannel(id) }, "#" + known.name);
}

// link is an anchor for http(s) and mailto; any other address stays text, so
// that a page can never be made to run something.
export function link(href, label) {
  const text = label && label.length ? label : href.replace(/^mailto:/, "");
  if (!/^(https?:|mailto:)/i.test(href)) return h("span", { title: href }, text);
  return h("a", { href, target: "_blank", rel: "noopener noreferrer" }, text);
}

// colors are those of Slack's own picture-less avatars.
const colors = ["#e8912d", "#5b7dd6", "#2b8a5f", "#b5477b", "#3c989f", "#7d5ba6", "#c2504a", "#827327"];

// avatar is a person's square: their initials, or the app's own sign.
export function avatar(id, size = 36) {
  const who = person(id);
  if (who.app) return h("span", { class: "avatar app", style: `--size:${size}px`, "aria-hidden": "true" }, who.name.slice(0, 1).toUpperCase());
  const at = [...id].reduce((sum, c) => sum * 31 + c.codePointAt(0), 7) >>> 0;
  const letters = who.name.split(/[\s.-]+/).slice(0, 2).map((part) => [...part][0] || "").join("").toUpperCase();
  return h("span", { class: "avatar", style: `--size:${size}px;background:${who.color || colors[at % colors.length]}`, "aria-hidden": "true" }, letters);
}

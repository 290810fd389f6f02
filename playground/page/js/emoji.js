// Emoji by Slack's short names, and the picker.

import { h, replace, icon } from "./dom.js";
import { w } from "./words.js";
import { popup } from "./popup.js";

let groups = [], byName = new Map(), aliases = {};

// loadEmoji reads the table once; until then names show as :name:.
export async function loadEmoji() {
  const data = await (await fetch("/emoji.json")).json();
  groups = data.groups;
  aliases = data.aliases;
  for (const group of groups) for (const one of group.emoji) byName.set(one[0], one);
}

const tones = ["", "", "\u{1F3FB}", "\u{1F3FC}", "\u{1F3FD}", "\u{1F3FE}", "\u{1F3FF}"];

// native is the character for a short name such as +1 or wave::skin-tone-3,
// or "" where there is none.
export function native(name) {
  const [base, tone] = name.split("::skin-tone-");
  const one = byName.get(base) || byName.get(aliases[base]) || byName.get(base.replace(/^flag-/, ""));
  if (!one) return "";
  return tone && one[3] ? one[1].replace("\uFE0F", "") + (tones[tone] || "") : one[1];
}

// emojiNode shows a short name as a picture that a screen reader can name.
export function emojiNode(name) {
  const char = native(name);
  if (!char) return h("span", { class: "emoji-unknown" }, `:${name}:`);
  return h("span", { class: "emoji", role: "img", "aria-label": `:${name}:`, title: `:${name}:` }, char);
}

// withEmoji turns :names: inside plain text into pictures.
export function withEmoji(text) {
  return text.split(/(:[a-z0-9_+'-]+(?:::skin-tone-[2-6])?:)/g).map((piece, i) => {
    const name = piece.slice(1, -1);
    return i % 2 && native(name) ? emojiNode(name) : piece;
  });
}

// matches lists short names for a search, best first.
export function matches(query, limit) {
  const found = [];
  for (const [name, one] of byName) {
    const at = name.indexOf(query);
    const rank = at === 0 ? name.length : at > 0 ? 100 + at : (" " + one[2]).includes(" " + query) ? 200 : -1;
    if (rank >= 0) found.push([rank, name]);
  }
  return found.sort((a, b) => a[0] - b[0]).slice(0, limit).map((pair) => pair[1]);
}

const quick = ["+1", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "keycap_ten",
  "-1", "tada", "heart", "eyes", "white_check_mark", "rocket", "raised_hands", "joy", "thinking_face"];

// pickEmoji opens the picker at anchor and calls done with a short name.
export function pickEmoji(anchor, done) {
  const grid = h("div", { class: "picker-grid" });
  const search = h("input", {
    class: "picker-search", type: "search", placeholder: w("searchEmoji"), "aria-label": w("searchEmoji"),
    "data-testid": "emoji-search",
  });
  const box = h("div", { class: "picker" }, search, grid);
  const close = popup(anchor, box, { label: w("addReaction") });
  const cell = (name) => h("button", {
    type: "button", class: "picker-cell", title: `:${name}:`, "aria-label": name, "data-testid": `emoji-${name}`,
    onclick: () => { close(); done(name); },
  }, native(name));
  const section = (title, names) => [h("div", { class: "picker-title" }, title), h("div", { class: "picker-row" }, names.map(cell))];
  const draw = () => {
    const query = search.value.trim().toLowerCase().replaceAll(":", "").replaceAll(" ", "_");
    if (query) {
      const found = matches(query, 60);
      replace(grid, found.length ? section(w("searchResults"), found) : h("p", { class: "picker-none" }, w("noEmoji")));
    } else {
      replace(grid, section(w("quickEmoji"), quick), groups.map((g) => section(w("emoji_" + g.name), g.emoji.map((e) => e[0]))));
    }
  };
  search.addEventListener("input", draw);
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    grid.querySelector(".picker-cell")?.click();
  });
  draw();
  search.focus();
}

export const smileIcon = () => icon("smile");

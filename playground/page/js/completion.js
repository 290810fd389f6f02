// What the composer offers while one types: commands with their usage, people,
// channels, emoji.

import { h } from "./dom.js";
import { matches, native } from "./emoji.js";
import { everyone, allChannels, avatar } from "./names.js";
import { said, fold } from "./words.js";

// offers returns what fits the text before the caret: {from, items, usage}.
// Each item has insert and label; usage is a command whose arguments are being
// typed.
export function offers(before, whole, commands) {
  const typed = /^\/(\S*)$/.exec(before);
  if (typed) {
    const fits = commands.filter((one) => one.name.slice(1).startsWith(typed[1].toLowerCase()));
    return { from: 0, items: fits.map(commandItem), title: "commandsHere" };
  }
  const found = word(before, "@", people) || word(before, "#", channels) || word(before, ":", emoji, 2);
  const given = /^\/(\S+)\s/.exec(whole);
  if (found || !given) return found || { items: [] };
  return { items: [], usage: commands.find((one) => one.name === "/" + given[1].toLowerCase()) };
}

function word(before, sign, list, least = 0) {
  const found = new RegExp(`(?:^|\\s)${sign}([\\p{L}\\p{N}_.+-]*)$`, "u").exec(before);
  if (!found || found[1].length < least) return null;
  const items = list(fold(found[1]));
  return items.length ? { from: before.length - found[1].length - 1, items } : null;
}

const commandItem = (one) => ({
  insert: one.name + " ", testid: `complete-${one.name.slice(1)}`,
  label: [h("b", null, one.name), " ", h("span", { class: "muted" }, said(one.usage))], hint: said(one.description),
});

const people = (query) => everyone().filter((one) => !one.deleted && (fold(one.name).startsWith(query) || fold(one.handle).startsWith(query)))
  .slice(0, 8).map((one) => ({ insert: `@${one.name} `, testid: `complete-${one.handle}`, label: [avatar(one.id, 20), " ", h("b", null, one.name)], hint: one.title }));

const channels = (query) => allChannels().filter((one) => one.kind !== "im" && fold(one.name).startsWith(query))
  .slice(0, 8).map((one) => ({ insert: `#${one.name} `, label: [h("b", null, "#" + one.name)], hint: one.topic }));

const emoji = (query) => matches(query, 8).map((name) => ({ insert: `:${name}: `, label: [native(name), " ", h("b", null, `:${name}:`)] }));

// handles writes people's names as their handles, which is how Slack finds them
// in a command's text.
export function handles(text) {
  let out = text;
  for (const one of everyone()) {
    const quoted = one.name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    out = out.replace(new RegExp(`(^|\\s)@${quoted}(?![\\p{L}\\p{N}_-])`, "giu"), `$1@${one.handle}`);
  }
  return out;
}

// escape protects the three signs that mean something in Slack's texts.
export const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

// wire writes names and channels in a typed text as ids. The rest, signs and
// addresses, the pretend Slack writes as Slack does.
export function wire(text) {
  let out = text;
  const swap = (sign, list, make) => {
    for (const one of list) {
      for (const name of [one.name, one.handle].filter(Boolean).sort((a, b) => b.length - a.length)) {
        const quoted = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
        out = out.replace(new RegExp(`(^|[\\s(,])${sign}${quoted}(?![\\p{L}\\p{N}_-])`, "giu"), `$1${make(one)}`);
      }
    }
  };
  swap("@", everyone(), (one) => `<@${one.id}>`);
  swap("#", allChannels().filter((one) => one.kind !== "im"), (one) => `<#${one.id}>`);
  return out;
}

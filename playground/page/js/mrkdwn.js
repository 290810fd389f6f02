// Slack's mrkdwn, drawn as Slack draws it.

import { h } from "./dom.js";
import { emojiNode, native } from "./emoji.js";
import { slackDate } from "./time.js";
import { mention, channelLink, broadcast, link } from "./names.js";

// mrkdwn returns nodes for a text; options.verbatim leaves bare addresses be.
export function mrkdwn(text, options = {}) {
  return String(text ?? "").split(/```([\s\S]*?)```/g).flatMap((piece, i) => {
    if (i % 2) return h("pre", { class: "code-block" }, unescape(trimLine(piece)));
    return quotes(piece, options);
  });
}

// plain returns nodes for a plain_text object: emoji only, if wanted.
export function plain(text, emoji = true) {
  const value = String(text ?? "");
  return lines(emoji === false ? [value] : value.split(emojiName).map((piece, i) => emojiPiece(piece, i)));
}

// textObject draws a text object of either kind.
export function textObject(object, options = {}) {
  if (!object) return [];
  if (typeof object === "string") return plain(object);
  if (object.type === "plain_text") return plain(object.text, object.emoji);
  return mrkdwn(object.text, { ...options, verbatim: object.verbatim });
}

const emojiName = /(:[a-z0-9_+'-]+(?:::skin-tone-[2-6])?:)/g;
const emojiPiece = (piece, i) => (i % 2 && native(piece.slice(1, -1)) ? emojiNode(piece.slice(1, -1)) : piece);
const trimLine = (text) => text.replace(/^\n/, "").replace(/\n$/, "");

export const unescape = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

// lines turns the line ends inside strings into breaks.
export function lines(nodes) {
  return nodes.flat(Infinity).flatMap((node) => {
    if (typeof node !== "string") return node;
    return node.split("\n").flatMap((line, i) => (i ? [h("br"), line] : line));
  });
}

function quotes(text, options) {
  const out = [];
  let quoted = null, rest = [];
  const flush = () => {
    if (rest.length) out.push(...lines(inline(rest.join("\n"), options)));
    if (quoted) out.push(h("blockquote", null, lines(inline(quoted.join("\n"), options))));
    quoted = null;
    rest = [];
  };
  for (const line of text.split("\n")) {
    const mark = /^(?:&gt;|>)(?!&gt;) ?(.*)$/.exec(line);
    if (mark) {
      if (!quoted) { flush(); quoted = []; }
      quoted.push(mark[1]);
    } else {
      if (quoted) flush();
      rest.push(line);
    }
  }
  flush();
  return out;
}

const before = "(?<![\\p{L}\\p{N}])", after = "(?![\\p{L}\\p{N}])";
const styled = (mark) => new RegExp(`${before}[${mark}](?=[^\\s${mark}])([^\\n]*?[^\\s])[${mark}]${after}`, "u");

const rules = [
  [/`([^`\n]+)`/u, (m) => h("code", null, unescape(m[1]))],
  [/<([^<>\n]+)>/u, (m, options) => entity(m[1], options)],
  [/:([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):/u, (m) => (native(m[1]) ? emojiNode(m[1]) : m[0])],
  [styled("*"), (m, options) => h("b", null, lines(inline(m[1], options)))],
  [styled("_"), (m, options) => h("i", null, lines(inline(m[1], options)))],
  [styled("~"), (m, options) => h("s", null, lines(inline(m[1], options)))],
  [/https?:\/\/[^\s<>|]+[^\s<>|.,;:!?)'"»]/u, (m, options) => (options.verbatim ? m[0] : link(unescape(m[0])))],
];

function inline(text, options) {
  const out = [];
  let rest = text;
  while (rest) {
    let best = null, make = null;
    for (const [pattern, node] of rules) {
      const found = pattern.exec(rest);
      if (found && (!best || found.index < best.index)) { best = found; make = node; }
    }
    if (!best) break;
    out.push(unescape(rest.slice(0, best.index)), make(best, options));
    rest = rest.slice(best.index + best[0].length);
  }
  return [...out, unescape(rest)];
}

function entity(body, options) {
  const bar = body.indexOf("|");
  const target = bar < 0 ? body : body.slice(0, bar), label = bar < 0 ? "" : body.slice(bar + 1);
  if (target.startsWith("@")) return mention(target.slice(1), label);
  if (target.startsWith("#")) return channelLink(target.slice(1), label);
  if (target.startsWith("!date^")) {
    const [, seconds, format, href] = target.split("^");
    const text = slackDate(seconds, unescape(format || ""), unescape(label));
    return href ? link(href, text) : h("time", { class: "slack-date", title: unescape(label) }, text);
  }
  if (target.startsWith("!subteam^")) return h("span", { class: "mention" }, label || "@group");
  if (target.startsWith("!")) return broadcast(target.slice(1), label);
  return link(unescape(target), label ? lines(inline(label, { ...options, verbatim: true })) : "");
}

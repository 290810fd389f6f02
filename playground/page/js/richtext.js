// rich_text blocks: what people write in Slack's composer, and what apps send
// when text must be shown exactly as it was written.

import { h } from "./dom.js";
import { emojiNode } from "./emoji.js";
import { lines } from "./mrkdwn.js";
import { mention, channelLink, broadcast, link } from "./names.js";
import { slackDate } from "./time.js";

// richText draws a rich_text block's elements.
export function richText(block) {
  return (block.elements || []).map(part);
}

const parts = {
  rich_text_section: (e) => h("div", { class: "rt-section" }, lines((e.elements || []).map(piece))),
  rich_text_quote: (e) => h("blockquote", null, lines((e.elements || []).map(piece))),
  rich_text_preformatted: (e) => h("pre", { class: "code-block" }, (e.elements || []).map((one) => one.text || one.url || "")),
  rich_text_list: list,
};

function part(element) {
  const draw = parts[element.type];
  return draw ? draw(element) : unknown(element);
}

function list(element) {
  const depth = element.indent || 0, ordered = element.style === "ordered";
  return h(ordered ? "ol" : "ul", {
    class: `rt-list depth-${depth % 3}${element.border ? " bordered" : ""}`,
    style: `margin-inline-start:${depth * 24}px`,
    start: ordered && element.offset ? element.offset + 1 : null,
  }, (element.elements || []).map((item) => h("li", null, part(item))));
}

const pieces = {
  text: (e) => e.text || "",
  link: (e) => link(e.url || "", e.text),
  emoji: (e) => emojiNode(e.skin_tone ? `${e.name}::skin-tone-${e.skin_tone}` : e.name),
  user: (e) => mention(e.user_id),
  canvas_user_mention: (e) => mention(e.user_id),
  usergroup: (e) => h("span", { class: "mention" }, "@" + e.usergroup_id),
  team: (e) => h("span", { class: "mention" }, "@" + e.team_id),
  channel: (e) => channelLink(e.channel_id),
  broadcast: (e) => broadcast(e.range || "here"),
  date: (e) => {
    const text = slackDate(e.timestamp, e.format || "{date_short}", e.fallback);
    return e.url ? link(e.url, text) : h("time", { class: "slack-date", title: e.fallback || null }, text);
  },
  color: (e) => [h("span", { class: "rt-color", style: `background:${/^#[0-9a-f]{3,8}$/i.test(e.value) ? e.value : "transparent"}` }), e.value],
  tag: (e) => h("span", { class: "rt-tag" }, e.text),
};

function piece(element) {
  const draw = pieces[element.type];
  let node = draw ? draw(element) : element.text ? (element.url ? link(element.url, element.text) : element.text) : unknown(element);
  const style = element.style || {};
  for (const [name, tag] of [["code", "code"], ["bold", "b"], ["italic", "i"], ["strike", "s"], ["underline", "u"], ["highlight", "mark"]]) {
    if (style[name]) node = h(tag, null, lines([node]));
  }
  return node;
}

function unknown(element) {
  return h("code", { class: "unknown-inline", title: JSON.stringify(element) }, element.type || "?");
}

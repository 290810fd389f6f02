// The markdown block: the common part of Markdown, enough for what apps send.

import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { link } from "./names.js";

// markdown returns nodes for a markdown block's text.
export function markdown(text) {
  const out = [], rows = String(text ?? "").replaceAll("\r\n", "\n").split("\n");
  for (let i = 0; i < rows.length;) {
    const made = blockAt(rows, i);
    if (made.node) out.push(made.node);
    i = made.next;
  }
  return out;
}

function blockAt(rows, i) {
  const row = rows[i];
  if (!row.trim()) return { next: i + 1 };
  if (/^```/.test(row)) return fence(rows, i);
  const head = /^(#{1,6})\s+(.*)$/.exec(row);
  if (head) return { node: h("div", { class: `md-h md-h${head[1].length}`, role: "heading", "aria-level": head[1].length + 2 }, inline(head[2])), next: i + 1 };
  if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(row)) return { node: h("hr"), next: i + 1 };
  if (/^>/.test(row)) return gather(rows, i, /^>\s?/, (body) => h("blockquote", null, markdown(body.join("\n"))));
  if (/^\s*([-*+]|\d+[.)])\s+/.test(row)) return listAt(rows, i);
  if (row.includes("|") && /^[\s|:-]+$/.test(rows[i + 1] || "") && (rows[i + 1] || "").includes("-")) return tableAt(rows, i);
  return paragraph(rows, i);
}

function fence(rows, i) {
  let end = i + 1;
  while (end < rows.length && !/^```/.test(rows[end])) end++;
  return { node: h("pre", { class: "code-block" }, rows.slice(i + 1, end).join("\n")), next: end + 1 };
}

function gather(rows, i, mark, make) {
  let end = i;
  while (end < rows.length && mark.test(rows[end])) end++;
  return { node: make(rows.slice(i, end).map((row) => row.replace(mark, ""))), next: end };
}

function listAt(rows, i) {
  const item = /^(\s*)([-*+]|\d+[.)])\s+(?:\[([ xX])\]\s+)?(.*)$/;
  const ordered = /^\s*\d/.test(rows[i]), items = [];
  let end = i;
  for (let found; end < rows.length && (found = item.exec(rows[end])); end++) {
    const box = found[3] === undefined ? null : h("input", { type: "checkbox", checked: found[3] !== " ", disabled: true });
    items.push(h("li", { style: `margin-inline-start:${Math.min(found[1].length, 12) * 10}px`, class: box && "task" }, box, inline(found[4])));
  }
  return { node: h(ordered ? "ol" : "ul", { class: "rt-list" }, items), next: end };
}

function tableAt(rows, i) {
  const cells = (row) => row.trim().replace(/^\||\|$/g, "").split("|").map((cell) => inline(cell.trim()));
  let end = i + 2;
  while (end < rows.length && rows[end].includes("|")) end++;
  return {
    node: h("div", { class: "table-scroll", tabindex: 0 }, h("table", { class: "table" },
      h("thead", null, h("tr", null, cells(rows[i]).map((c) => h("th", null, c)))),
      h("tbody", null, rows.slice(i + 2, end).map((row) => h("tr", null, cells(row).map((c) => h("td", null, c))))))),
    next: end,
  };
}

function paragraph(rows, i) {
  let end = i + 1;
  while (end < rows.length && rows[end].trim() && !/^(#{1,6}\s|>|```|\s*([-*+]|\d+[.)])\s)/.test(rows[end])) end++;
  const body = rows.slice(i, end).flatMap((row, at) => (at ? [h("br"), inline(row)] : [inline(row)]));
  return { node: h("p", { class: "md-p" }, body), next: end };
}

const rules = [
  [/`([^`]+)`/, (m) => h("code", null, m[1])],
  [/!?\[([^\]]*)\]\(([^)\s]+)\)/, (m) => link(m[2], inline(m[1]))],
  [/\*\*(.+?)\*\*|__(.+?)__/, (m) => h("b", null, inline(m[1] || m[2]))],
  [/~~(.+?)~~/, (m) => h("s", null, inline(m[1]))],
  [/(?<!\w)[*_]([^\s*_](?:[^*_]*[^\s*_])?)[*_](?!\w)/, (m) => h("i", null, inline(m[1]))],
  [/https?:\/\/[^\s<>)]+/, (m) => link(m[0])],
];

function inline(text) {
  let best = null, make = null;
  for (const [pattern, node] of rules) {
    const found = pattern.exec(text);
    if (found && (!best || found.index < best.index)) { best = found; make = node; }
  }
  if (!best) return withEmoji(text);
  return [...withEmoji(text.slice(0, best.index)), make(best), ...[inline(text.slice(best.index + best[0].length))].flat()];
}

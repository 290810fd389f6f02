// table and data_table blocks.

import { h, replace } from "./dom.js";
import { richText } from "./richtext.js";
import { lines } from "./mrkdwn.js";
import { withEmoji } from "./emoji.js";
import { w } from "./words.js";

function cell(one, drawElement) {
  if (!one) return "";
  if (one.type === "rich_text") return richText(one);
  if (one.type === "raw_number") return one.text || String(one.value);
  if (one.type === "action_cell" && one.element) return drawElement(one.element);
  if (one.type === "raw_text" || one.text !== undefined) return lines(withEmoji(String(one.text)));
  return h("code", { class: "unknown-inline", title: JSON.stringify(one) }, one.type || "?");
}

// table draws a table block: its first row is the header.
export function table(block, drawElement) {
  const settings = block.column_settings || [], rows = block.rows || [];
  const look = (i) => ({ class: settings[i]?.is_wrapped ? "wrap" : null, style: settings[i]?.align ? `text-align:${settings[i].align}` : null });
  return h("div", { class: "table-scroll", tabindex: 0, role: "region", "aria-label": w("table") }, h("table", { class: "table" },
    rows.length && h("thead", null, h("tr", null, rows[0].map((one, i) => h("th", { scope: "col", ...look(i) }, cell(one, drawElement))))),
    h("tbody", null, rows.slice(1).map((row) => h("tr", null, row.map((one, i) => h("td", look(i), cell(one, drawElement))))))));
}

// dataTable draws a data_table: captioned, sortable, in pages.
export function dataTable(block, drawElement) {
  const rows = block.rows || [], head = rows[0] || [], size = block.page_size || 5, headAt = block.row_header_column_index || 0;
  let body = rows.slice(1), page = 0, sorted = -1, up = true;
  const table = h("table", { class: "table" }), foot = h("div", { class: "table-foot" });
  const value = (one) => (one?.type === "raw_number" ? one.value : (one?.text ?? JSON.stringify(one?.elements ?? one?.fallback ?? "")));
  const sort = (i) => {
    up = sorted === i ? !up : true;
    sorted = i;
    body = [...body].sort((a, b) => {
      const [x, y] = [value(a[i]), value(b[i])];
      const order = typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y), undefined, { numeric: true });
      return up ? order : -order;
    });
    page = 0;
    draw();
  };
  const heading = (one, i) => h("th", { scope: "col", "aria-sort": sorted === i ? (up ? "ascending" : "descending") : null },
    h("button", { type: "button", class: "sort", onclick: () => sort(i) }, cell(one, drawElement), h("span", { "aria-hidden": "true" }, sorted === i ? (up ? " ↑" : " ↓") : "")));
  const draw = () => {
    const pages = Math.max(1, Math.ceil(body.length / size));
    replace(table, h("caption", null, block.caption), h("thead", null, h("tr", null, head.map(heading))),
      h("tbody", null, body.slice(page * size, page * size + size).map((row) => h("tr", null, row.map((one, i) =>
        h(i === headAt ? "th" : "td", { scope: i === headAt ? "row" : null, class: one?.type === "raw_number" ? "number" : null }, cell(one, drawElement)))))));
    const turn = (by, label) => h("button", { type: "button", class: "btn small", disabled: page + by < 0 || page + by >= pages, onclick: () => { page += by; draw(); } }, label);
    replace(foot, pages > 1 && [turn(-1, "‹"), ` ${page + 1} / ${pages} `, turn(1, "›")]);
  };
  draw();
  return h("div", { class: "data-table" }, h("div", { class: "table-scroll" }, table), foot);
}

// Block Kit, drawn as Slack draws it. What this page cannot draw is shown as a
// box with its source, never dropped.

import { h, icon } from "./dom.js";
import { textObject } from "./mrkdwn.js";
import { richText } from "./richtext.js";
import { markdown } from "./markdown.js";
import { chart } from "./chart.js";
import { table, dataTable } from "./table.js";
import { element, inputElement } from "./elements.js";
import { link } from "./names.js";
import { w } from "./words.js";

// drawBlocks draws a surface's blocks. ctx says what surface it is and what
// using an element does: {surface, values, errors, press(use)}.
export function drawBlocks(blocks, ctx) {
  return (blocks || []).map((block, i) => drawBlock(block, ctx, i));
}

function drawBlock(block, ctx, at) {
  const id = block.block_id || `block-${at}`;
  const props = { class: `b b-${block.type}`, "data-block-type": block.type, "data-block-id": id, "data-testid": `block-${id}` };
  try {
    const body = draw[block.type]?.(block, ctx, id);
    if (body) return h("div", props, body);
  } catch (problem) {
    console.warn("block", block, problem);
  }
  return h("div", props, raw(block, "block"));
}

// raw shows what cannot be drawn.
export function raw(what, kind) {
  return h("details", { class: "raw", "data-testid": "raw" },
    h("summary", null, `${w(kind === "block" ? "rawBlock" : "rawElement")} ${what?.type || "?"}`),
    h("pre", null, JSON.stringify(what, null, 2)));
}

const draw = {
  divider: () => h("hr"),
  header: (b) => h("div", { class: `b-head level-${b.level || 1}`, role: "heading", "aria-level": (b.level || 1) + 2 }, textObject(b.text)),
  section,
  context: (b) => h("div", { class: "b-context-row" }, (b.elements || []).map((e) => (e.type === "image" ? picture(e, "context-image") : h("span", { class: "context-text" }, textObject(e))))),
  actions: (b, ctx, id) => h("div", { class: "b-actions-row" }, (b.elements || []).map((e) => element(e, ctx, id))),
  context_actions: (b, ctx, id) => h("div", { class: "b-actions-row tight" }, (b.elements || []).map((e) => element(e, ctx, id))),
  image: (b) => h("figure", { class: "b-figure" }, b.title && h("figcaption", null, textObject(b.title)), picture(b, "block-image")),
  rich_text: (b) => h("div", { class: "rich-text" }, richText(b)),
  markdown: (b) => h("div", { class: "markdown" }, markdown(b.text)),
  input,
  table: (b, ctx, id) => table(b, (e) => element(e, ctx, id)),
  data_table: (b, ctx, id) => dataTable(b, (e) => element(e, ctx, id)),
  data_visualization: chart,
  alert: (b) => h("div", { class: `alert ${b.level || "default"}`, role: b.level === "error" ? "alert" : "status" },
    icon({ error: "warn", warning: "warn", success: "check" }[b.level] || "info"), h("div", null, textObject(b.text))),
  video,
  file: (b) => h("div", { class: "file-card" }, icon("file"), h("span", null, b.external_id || b.source)),
  container,
  layout,
  card,
  carousel: (b, ctx) => h("div", { class: "carousel", tabindex: 0 }, (b.elements || []).map((one, i) => drawBlock(one, ctx, i))),
  task_card: task,
  plan: (b) => h("div", { class: "plan" }, h("b", null, b.title), (b.tasks || []).map(task)),
};

function section(block, ctx, id) {
  const main = h("div", { class: "section-main" },
    block.text && h("div", { class: "section-text" }, textObject(block.text)),
    block.fields && h("div", { class: "fields" }, block.fields.map((field) => h("div", { class: "field" }, textObject(field)))));
  const side = block.accessory;
  return h("div", { class: "section-row" }, main,
    side && h("div", { class: "accessory" }, side.type === "image" ? picture(side, "accessory-image") : element(side, ctx, id)));
}

// picture shows an image, or its description where it cannot be fetched: this
// page asks nobody on the network.
function picture(one, kind) {
  const href = one.image_url || "";
  const here = href.startsWith("data:image/") || href.startsWith("/") || href.startsWith(location.origin + "/");
  if (here) return h("img", { class: kind, src: href, alt: one.alt_text || "" });
  return h("span", { class: `no-image ${kind}`, role: "img", "aria-label": one.alt_text || w("image"), title: href }, kind === "context-image" ? "" : `🖼 ${one.alt_text || w("image")}`);
}

function input(block, ctx, id) {
  const made = inputElement(block.element || {}, ctx, id, block);
  const error = h("div", { class: "input-error", id: `error-${id}`, role: "alert", "data-testid": `error-${id}` }, ctx.errors?.[id] && [icon("warn", 14), " ", ctx.errors[id]]);
  const grouped = made.getAttribute?.("role") === "group" || made.getAttribute?.("role") === "radiogroup";
  return h("div", { class: "input-block" + (ctx.errors?.[id] ? " invalid" : "") },
    h(grouped ? "div" : "label", { class: "input-label", id: `label-${id}`, for: grouped ? null : `input-${id}` }, textObject(block.label), block.optional && h("span", { class: "optional" }, ` ${w("optional")}`)),
    made, error, block.hint && h("div", { class: "hint" }, textObject(block.hint)));
}

function video(block) {
  return h("div", { class: "video" },
    h("div", { class: "video-title" }, block.title_url ? link(block.title_url, block.title?.text || "") : textObject(block.title)),
    block.description && h("div", { class: "muted" }, textObject(block.description)),
    h("div", { class: "video-frame", role: "img", "aria-label": block.alt_text }, icon("play", 36), h("small", null, link(block.video_url || "", block.provider_name || block.alt_text))));
}

function container(block, ctx) {
  const head = [block.title && h("b", null, textObject(block.title)), block.rich_text_title && richText(block.rich_text_title), block.subtitle && h("div", { class: "muted" }, textObject(block.subtitle))];
  const body = h("div", { class: "container-body" }, drawBlocks(block.child_blocks, ctx));
  if (!block.is_collapsible) return h("div", { class: `container ${block.width || ""}` }, head, body);
  return h("details", { class: `container ${block.width || ""}`, open: !block.default_collapsed }, h("summary", null, head), body);
}

function layout(block, ctx) {
  return h("div", { class: `layout lines-${block.grid_lines || "none"}`, role: "group", "aria-label": block.label },
    block.is_label_visible && h("b", null, block.label),
    (block.rows || []).map((row) => h("div", { class: "layout-row" },
      (row.items || []).map((item, i) => h("div", { class: `layout-item ${item.width || "standard"} ${item.horizontal_alignment || "start"}` }, drawBlock(item.block, ctx, i))))));
}

function card(block, ctx, id) {
  return h("div", { class: "card" }, block.hero_image && picture(block.hero_image, "hero-image"),
    h("div", { class: "card-head" }, block.icon && picture(block.icon, "card-icon"),
      h("div", null, block.title && h("b", null, textObject(block.title)), block.subtitle && h("div", { class: "muted" }, textObject(block.subtitle)))),
    block.body && h("div", null, textObject(block.body)),
    block.subtext && h("small", { class: "muted" }, textObject(block.subtext)),
    block.actions && h("div", { class: "b-actions-row" }, block.actions.map((e) => element(e, ctx, id))));
}

function task(block) {
  const sign = { complete: "✓", in_progress: "…", error: "!", pending: "○" }[block.status] || "○";
  return h("details", { class: "task", open: !!block.output },
    h("summary", null, h("span", { class: `task-sign ${block.status || ""}`, "aria-hidden": "true" }, sign), ` ${block.title}`),
    block.details && richText(block.details), block.output && richText(block.output),
    (block.sources || []).map((source) => h("div", null, link(source.url, source.text))));
}

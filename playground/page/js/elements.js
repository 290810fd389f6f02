// Interactive elements: what can be pressed, chosen or filled in. Each keeps
// its value in ctx.values[block][action] (a string, or a list where several
// can be chosen), which is also what the server takes.

import { h, icon } from "./dom.js";
import { plain, textObject } from "./mrkdwn.js";
import { select, choicesOf } from "./select.js";
import { confirmFirst } from "./dialog.js";
import { menu } from "./popup.js";
import { raw } from "./blocks.js";
import { myself } from "./names.js";
import { toLocalInput, fromLocalInput } from "./time.js";
import { w } from "./words.js";

// element draws what acts as soon as it is used: in actions, accessories, tables.
export function element(e, ctx, block) {
  if (e.visible_to_user_ids && !e.visible_to_user_ids.includes(myself().id)) return null;
  return make(e, ctx, block, { dispatch: true });
}

// inputElement draws the element of an input block.
export function inputElement(e, ctx, block, input) {
  return make(e, ctx, block, { dispatch: !!input.dispatch_action, form: true, label: input.label?.text, required: !input.optional });
}

function make(e, ctx, block, how) {
  const kind = /^(multi_)?(static|external|users|conversations|channels)_select$/.test(e.type) ? "select" : e.type;
  const draw = makers[kind];
  return draw ? draw(e, use(e, ctx, block, how)) : raw(e, "element");
}

// use gathers what a maker needs: the element's place, its value, what to do.
function use(e, ctx, block, how) {
  const action = e.action_id || block;
  const kept = ctx.values[block]?.[action];
  const u = {
    ...how, ctx, action,
    id: how.form ? `input-${block}` : null,
    value: kept === undefined ? initial(e, ctx) : kept,
    attrs: { "data-action-id": action, "data-block-id": block, "data-testid": `action-${action}` },
    keep(value) { (ctx.values[block] ||= {})[action] = value; u.value = value; },
    async suggest(typed) {
      const answer = await ctx.suggest({ block_id: block, action_id: action, typed });
      return (answer.options || []).map((one) => ({ value: one.value, text: one.text, label: plain(one.text) }));
    },
    async press(values, node) {
      if (!(await confirmFirst(e.confirm))) return false;
      node?.classList.add("busy");
      try {
        return await ctx.press({ block_id: block, action_id: action, values });
      } finally {
        node?.classList.remove("busy");
      }
    },
    set(value, node) {
      u.keep(value);
      ctx.changed?.(block);
      return how.dispatch ? u.press([value].flat().filter((one) => one !== ""), node) : Promise.resolve(true);
    },
  };
  if (how.form) Object.assign(u.attrs, { id: u.id, "aria-required": how.required || null, "aria-describedby": `error-${block}` });
  else if (e.placeholder?.text) u.attrs["aria-label"] = e.placeholder.text;
  return u;
}

function initial(e, ctx) {
  if (e.default_to_current_conversation && ctx.channel) return e.type.startsWith("multi_") ? [ctx.channel] : ctx.channel;
  const one = e.initial_option?.value ?? e.initial_user ?? e.initial_conversation ?? e.initial_channel ?? e.initial_date ?? e.initial_time ?? e.initial_date_time ?? (typeof e.initial_value === "string" ? e.initial_value : undefined);
  if (one !== undefined) return String(one);
  const many = e.initial_options?.map((o) => o.value) ?? e.initial_users ?? e.initial_conversations ?? e.initial_channels;
  return many || (e.type?.startsWith("multi_") || e.type === "checkboxes" ? [] : "");
}

const makers = {
  button: (e, u) => button(e, u, plain(e.text?.text, e.text?.emoji)),
  workflow_button: (e, u) => button(e, u, plain(e.text?.text)),
  icon_button: (e, u) => button({ ...e, accessibility_label: e.accessibility_label || e.text?.text }, u, [icon(e.icon === "trash" ? "trash" : "dot"), " ", e.text?.text]),
  feedback_buttons: feedback,
  overflow,
  select: (e, u) => select(e, u, choicesOf(e, u.ctx)),
  plain_text_input: text,
  rich_text_input: (e, u) => text({ ...e, multiline: true }, u),
  email_text_input: (e, u) => text(e, u, "email"),
  url_text_input: (e, u) => text(e, u, "url"),
  number_input: (e, u) => text(e, u, "number"),
  datepicker: (e, u) => picker(e, u, "date", (v) => v, (v) => v),
  timepicker: (e, u) => picker(e, u, "time", (v) => v, (v) => v),
  datetimepicker: (e, u) => picker(e, u, "datetime-local", (v) => toLocalInput(Number(v) * 1000), (v) => String(Math.floor(fromLocalInput(v) / 1000))),
  checkboxes: (e, u) => choices(e, u, "checkbox"),
  radio_buttons: (e, u) => choices(e, u, "radio"),
};

function button(e, u, content) {
  const node = h("button", {
    type: "button", class: `btn ${e.style || ""}`, ...u.attrs, "aria-label": e.accessibility_label || null,
    onclick: () => {
      if (e.url && /^https?:/i.test(e.url)) window.open(e.url, "_blank", "noopener,noreferrer");
      u.press([], node);
    },
  }, content);
  return node;
}

function feedback(e, u) {
  const one = (choice, sign) => {
    const node = h("button", { type: "button", class: "btn icon-only", ...u.attrs, "data-value": choice.value, "aria-label": choice.accessibility_label || choice.text?.text, title: choice.text?.text, onclick: () => u.press([choice.value], node) }, icon(sign));
    return node;
  };
  return h("span", { class: "feedback" }, e.positive_button && one(e.positive_button, "up"), e.negative_button && one(e.negative_button, "downvote"));
}

function overflow(e, u) {
  const node = h("button", {
    type: "button", class: "btn icon-only", ...u.attrs, "aria-label": w("moreChoices"), "aria-haspopup": "menu", "aria-expanded": "false",
    onclick: () => menu(node, (e.options || []).map((option) => ({
      label: plain(option.text?.text), hint: option.description && plain(option.description.text), value: option.value, testid: `option-${option.value}`,
      run: () => {
        if (option.url && /^https?:/i.test(option.url)) window.open(option.url, "_blank", "noopener,noreferrer");
        u.press([option.value], node);
      },
    })), w("moreChoices")),
  }, icon("more"));
  return node;
}

function text(e, u, type = "text") {
  const when = e.dispatch_action_config?.trigger_actions_on || ["on_enter_pressed"];
  let timer;
  const node = h(e.multiline ? "textarea" : "input", {
    ...u.attrs, class: "text-input", type: e.multiline ? null : type, rows: e.multiline ? 4 : null, value: u.value,
    placeholder: e.placeholder?.text, autocomplete: "off", autofocus: e.focus_on_load || null,
    min: e.min_value, max: e.max_value, step: type === "number" ? (e.is_decimal_allowed ? "any" : "1") : null,
    oninput: () => {
      u.keep(node.value);
      u.ctx.changed?.(u.attrs["data-block-id"]);
      if (!u.dispatch || !when.includes("on_character_entered")) return;
      clearTimeout(timer);
      timer = setTimeout(() => u.press([node.value], node), 400);
    },
    onkeydown: (event) => {
      if (event.key !== "Enter" || event.isComposing || (e.multiline && !event.metaKey && !event.ctrlKey)) return;
      if (!u.dispatch || !when.includes("on_enter_pressed")) return;
      event.preventDefault();
      u.press([node.value], node);
    },
  });
  if (!u.form && !u.attrs["aria-label"]) node.setAttribute("aria-label", e.action_id || e.type);
  return node;
}

function picker(e, u, type, shown, kept) {
  const node = h("input", { ...u.attrs, type, class: "text-input picker-input", value: u.value ? shown(u.value) : "", autofocus: e.focus_on_load || null });
  if (!u.form && !u.attrs["aria-label"]) node.setAttribute("aria-label", e.placeholder?.text || type);
  node.addEventListener("change", () => u.set(node.value ? kept(node.value) : "", node));
  return node;
}

function choices(e, u, type) {
  const name = `${u.ctx.key || "c"}-${u.attrs["data-block-id"]}-${u.action}`;
  const on = (value) => [u.value].flat().includes(value);
  const group = h("div", { ...u.attrs, class: "choices", role: type === "radio" ? "radiogroup" : "group", "aria-labelledby": u.form ? `label-${u.attrs["data-block-id"]}` : null },
    (e.options || []).map((option) => h("label", { class: "choice" },
      h("input", {
        type, name, value: option.value, checked: on(option.value), "data-testid": `option-${option.value}`,
        onchange: () => {
          const chosen = [...group.querySelectorAll("input:checked")].map((one) => one.value);
          u.set(type === "radio" ? chosen[0] || "" : chosen, group);
        },
      }),
      h("span", null, textObject(option.text), option.description && h("small", null, textObject(option.description))))));
  return group;
}

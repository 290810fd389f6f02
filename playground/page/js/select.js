// Select menus, single and multiple, with a filter to type into.

import { h, replace, icon } from "./dom.js";
import { plain } from "./mrkdwn.js";
import { popup } from "./popup.js";
import { everyone, allChannels, person, avatar } from "./names.js";
import { w, fold } from "./words.js";

// choicesOf lists what a select offers: groups of {value, label, text, hint}.
export function choicesOf(e) {
  const kind = e.type.replace("multi_", "");
  if (kind === "users_select") return [{ options: everyone().filter((one) => !one.deleted && !one.app).map(personChoice) }];
  if (kind === "channels_select") return [{ options: allChannels().filter((one) => one.kind === "public").map(channelChoice) }];
  if (kind === "conversations_select") return [{ options: conversations(e.filter || {}) }];
  if (kind === "external_select") return [{ options: [e.initial_option, ...(e.initial_options || [])].filter(Boolean).map(optionChoice) }];
  const groups = e.option_groups || [{ options: e.options || [] }];
  return groups.map((group) => ({ label: group.label?.text, options: (group.options || []).map(optionChoice) }));
}

const optionChoice = (o) => ({ value: o.value, text: o.text?.text || o.value, label: plain(o.text?.text), hint: o.description?.text });
const personChoice = (p) => ({ value: p.id, text: `${p.name} ${p.handle || ""}`, label: [avatar(p.id, 20), " ", p.name], hint: p.title });
const channelChoice = (c) => ({ value: c.id, text: c.name, label: (c.kind === "private" ? "🔒 " : "# ") + c.name });

function conversations(filter) {
  const wanted = filter.include || ["public", "private", "im"];
  return allChannels().filter((one) => wanted.includes(one.kind)).map((one) =>
    (one.kind === "im" ? { value: one.id, text: person(one.with).name, label: [avatar(one.with, 20), " ", person(one.with).name] } : channelChoice(one)));
}

// select draws the menu's closed face and opens the list. A menu whose choices
// come from the app asks for them while one types.
export function select(e, u, groups) {
  const far = e.type.endsWith("external_select"), least = e.min_query_length ?? 3;
  const many = e.type.startsWith("multi_");
  const known = (value) => groups.flatMap((group) => group.options).find((one) => one.value === value) || { value, label: value };
  const chosen = () => [u.value].flat().filter((one) => one !== "" && one !== undefined);
  const face = h("button", { ...u.attrs, type: "button", class: "select", "aria-haspopup": "listbox", "aria-expanded": "false", onclick: () => open() });
  const show = () => {
    const values = chosen();
    face.dataset.value = values.join(",");
    const tokens = many ? values.map((value) => h("span", { class: "token" }, known(value).label)) : values.length && known(values[0]).label;
    replace(face, h("span", { class: "select-face" }, values.length ? tokens : h("span", { class: "placeholder" }, e.placeholder?.text || w("choose"))), icon("down", 14));
    if (u.attrs["aria-label"]) face.setAttribute("aria-label", [u.attrs["aria-label"], values.map((v) => known(v).text || v).join(", ")].filter(Boolean).join(": "));
  };
  const open = () => {
    const before = chosen().join("\n");
    const list = h("div", { class: "options", role: "listbox", "aria-multiselectable": many ? "true" : null });
    const filter = h("input", { type: "search", class: "options-filter", placeholder: w("filter"), "aria-label": w("filter"), hidden: !far && groups.flatMap((group) => group.options).length < 7 });
    const done = popup(face, h("div", { class: "options-box" }, filter, list), {
      label: u.label || e.placeholder?.text || w("choose"),
      onclose: () => { if (many && u.dispatch && before !== chosen().join("\n")) u.press(chosen(), face); },
      width: Math.max(220, Math.min(420, face.offsetWidth)),
    });
    const pick = (value) => {
      if (!many) {
        done();
        u.set(value, face);
        show();
        return;
      }
      const values = chosen(), has = values.includes(value);
      if (!has && e.max_selected_items && values.length >= e.max_selected_items) return;
      u.keep(has ? values.filter((one) => one !== value) : [...values, value]);
      u.ctx.changed?.(u.attrs["data-block-id"]);
      show();
      draw();
      list.querySelector(`[data-value="${CSS.escape(value)}"]`)?.focus();
    };
    const draw = () => {
      const query = fold(filter.value), now = chosen();
      const rows = groups.map((group) => [group.label && h("div", { class: "options-label" }, group.label),
        group.options.filter((one) => far || fold(one.text).includes(query)).map((one) => h("button", {
          type: "button", role: "option", class: "option", "aria-selected": String(now.includes(one.value)), "data-value": one.value, "data-testid": `option-${one.value}`,
          onclick: () => pick(one.value),
        }, h("span", { class: "option-mark", "aria-hidden": "true" }, now.includes(one.value) && icon("check", 14)), h("span", null, h("span", null, one.label), one.hint && h("small", null, one.hint))))]);
      const none = !many && chosen().length && u.form && !u.required && h("button", { type: "button", role: "option", class: "option clear", onclick: () => pick("") }, w("clear"));
      replace(list, rows, none);
    };
    const ask = async () => {
      const typed = filter.value;
      if (typed.length < least) return;
      const chosenNow = chosen().map(known), found = await u.suggest(typed);
      if (typed !== filter.value) return; // an older answer
      groups = [{ options: [...chosenNow, ...found.filter((one) => !chosenNow.some((kept) => kept.value === one.value))] }];
      draw();
    };
    filter.addEventListener("input", far ? ask : draw);
    filter.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === "ArrowDown") {
        event.preventDefault();
        const first = list.querySelector(".option");
        if (event.key === "Enter") first?.click();
        else first?.focus();
      }
    });
    draw();
    if (far) ask();
    list.addEventListener("keydown", (event) => arrowsIn(list, event));
    (filter.hidden ? list.querySelector("[aria-selected=true]") || list.querySelector(".option") : filter)?.focus();
  };
  show();
  return face;
}

function arrowsIn(list, event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const rows = [...list.querySelectorAll(".option")];
  rows[(rows.indexOf(document.activeElement) + step + rows.length) % rows.length]?.focus();
}

// The bar on top: the workspace's clock, and who one acts as.

import { h, keep, icon } from "./dom.js";
import { avatar, myself, everyone } from "./names.js";
import { popup, arrows } from "./popup.js";
import { shortMoment, fullMoment, clock, city, now, toLocalInput, fromLocalInput } from "./time.js";
import { said, w, language } from "./words.js";

// drawClock fills node with the time and its buttons; move(how) advances it.
export function drawClock(node, state, move) {
  keep(node, [language(), myself().tz, state.jumps], () => clockBar(state, move));
}

function clockBar(state, move) {
  const face = h("button", { type: "button", class: "clock-face", "aria-haspopup": "dialog", "aria-expanded": "false", title: w("clock"), "data-testid": "clock" },
    icon("clock", 16), h("time", { id: "clock-time", "data-testid": "clock-now" }, shortMoment(now())), h("span", { class: "clock-zone" }, city(myself().tz)), icon("down", 12));
  const jumps = [
    { label: w("tomorrow"), testid: "clock-tomorrow", how: { move: "tomorrow" } },
    { label: w("plusHour"), testid: "clock-hour", how: { move: "hour" } },
    { label: w("plusDay"), testid: "clock-day", how: { move: "day" } },
    ...state.jumps.map((one, i) => ({ label: said(one.label), testid: `clock-jump-${i}`, how: { move: "jump", jump: i } })),
  ];
  const button = (one, done) => h("button", { type: "button", class: "clock-jump", "data-testid": one.testid, onclick: () => { done?.(); move(one.how); } }, one.label);
  face.addEventListener("click", () => {
    const close = popup(face, panel(jumps, button, (how) => { close(); move(how); }, () => close()), { label: w("clock") });
  });
  return [face, h("span", { class: "clock-quick" }, jumps.map((one) => button(one)))];
}

function panel(jumps, button, move, close) {
  const field = h("input", { type: "datetime-local", class: "text-input", value: toLocalInput(now()), min: toLocalInput(now()), "aria-label": w("goTo"), "data-testid": "clock-field" });
  return h("form", {
    class: "clock-panel", onsubmit: (event) => {
      event.preventDefault();
      const at = fromLocalInput(field.value);
      if (Number.isFinite(at)) move({ move: "at", at: new Date(at).toISOString() });
    },
  }, h("p", null, h("b", null, fullMoment(now())), h("br"), h("small", { class: "muted" }, w("inZone", city(myself().tz)))),
  h("div", { class: "clock-buttons" }, jumps.map((one) => button({ ...one, testid: one.testid + "-panel" }, close))),
  h("label", null, w("goTo"), field), h("button", { type: "submit", class: "btn primary", "data-testid": "clock-go" }, w("go")));
}

// tick keeps the shown time going between two states.
export function tick() {
  const face = document.getElementById("clock-time");
  if (face) face.textContent = shortMoment(now());
  for (const one of document.querySelectorAll("[data-zone]")) one.textContent = clock(now(), one.dataset.zone);
}

// drawMe fills node with the switcher; become(id) acts as somebody else.
export function drawMe(node, become) {
  keep(node, [myself(), everyone(), language()], () => switcher(become));
}

function switcher(become) {
  const me = myself();
  const face = h("button", {
    type: "button", class: "me", "aria-haspopup": "listbox", "aria-expanded": "false", "aria-label": `${w("actAs")}: ${me.name}`, "data-testid": "act-as",
    onclick: () => {
      const rows = everyone().filter((one) => !one.app && !one.deleted).map((one) => h("button", {
        type: "button", role: "option", class: "person-row", "aria-selected": String(one.id === me.id), "data-testid": `act-as-${one.handle}`,
        onclick: () => { close(); become(one.id); },
      }, avatar(one.id, 32), h("span", { class: "person-text" }, h("b", null, one.name, one.guest && h("span", { class: "badge" }, w("guest")), one.external && h("span", { class: "badge" }, w("external"))),
        h("small", null, [one.title, `${city(one.tz)}`, one.locale].filter(Boolean).join(" · "))), h("time", { class: "muted", "data-zone": one.tz || "UTC" }, clock(now(), one.tz || "UTC")),
      one.id === me.id && icon("check", 16)));
      const list = h("div", { class: "people-list", role: "listbox", "aria-label": w("actAs") }, rows);
      arrows(list, rows);
      const close = popup(face, [h("div", { class: "popup-title" }, w("actAs")), list], { label: w("actAs") });
      (list.querySelector("[aria-selected=true]") || rows[0])?.focus({ preventScroll: true });
    },
  }, avatar(me.id, 26), h("span", { class: "me-text" }, h("small", null, w("actAs")), h("b", null, me.name)), icon("down", 12));
  return face;
}

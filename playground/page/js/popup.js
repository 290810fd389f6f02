// Popups: one open at a time, closed by Escape, by a click outside, or by
// leaving; focus goes back to what opened it.

import { h, trap, icon } from "./dom.js";

let closeOpen = null;

// popup shows content near anchor and returns the function that closes it.
export function popup(anchor, content, { label = "", kind = "dialog", onclose, width } = {}) {
  closeOpen?.();
  const box = h("div", { class: "popup", role: kind, "aria-label": label, tabindex: "-1" }, content);
  if (width) box.style.width = width + "px";
  const close = (refocus = true) => {
    if (closeOpen !== close) return;
    closeOpen = null;
    box.remove();
    document.removeEventListener("pointerdown", outside, true);
    document.removeEventListener("keydown", escape, true);
    window.removeEventListener("resize", close);
    anchor.setAttribute("aria-expanded", "false");
    if (refocus && anchor.isConnected) anchor.focus();
    onclose?.();
  };
  const outside = (event) => { if (!box.contains(event.target) && !anchor.contains(event.target)) close(false); };
  const escape = (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    event.preventDefault();
    close();
  };
  closeOpen = close;
  anchor.setAttribute("aria-expanded", "true");
  (anchor.closest("dialog") || document.body).append(box);
  place(box, anchor);
  trap(box);
  document.addEventListener("pointerdown", outside, true);
  document.addEventListener("keydown", escape, true);
  window.addEventListener("resize", close);
  return close;
}

// closePopup closes whatever is open.
export const closePopup = () => closeOpen?.(false);

function place(box, anchor) {
  const spot = anchor.getBoundingClientRect(), size = box.getBoundingClientRect(), edge = 8;
  const below = spot.bottom + 4, above = spot.top - size.height - 4;
  const top = below + size.height < innerHeight - edge || above < edge ? below : above;
  const left = spot.left + size.width > innerWidth - edge ? spot.right - size.width : spot.left;
  box.style.top = Math.max(edge, Math.min(top, innerHeight - size.height - edge)) + "px";
  box.style.left = Math.max(edge, Math.min(left, innerWidth - size.width - edge)) + "px";
}

// menu opens a list of choices: {label, hint, testid, danger, run}.
export function menu(anchor, items, label) {
  const rows = items.map((item) => h("button", {
    type: "button", role: "menuitem", class: "menu-item" + (item.danger ? " danger" : ""), "data-testid": item.testid,
    "data-value": item.value, onclick: () => { close(); item.run(); },
  }, h("span", null, item.label), item.hint && h("small", null, item.hint)));
  const list = h("div", { class: "menu" }, rows);
  arrows(list, rows);
  const close = popup(anchor, list, { label, kind: "menu" });
  rows[0]?.focus({ preventScroll: true });
  return close;
}

// arrows lets the arrow keys move through rows.
export function arrows(box, rows) {
  box.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = rows.indexOf(document.activeElement);
    rows[(at + step + rows.length) % rows.length]?.focus();
  });
}

// toast says something in passing, for eyes and screen readers.
export function toast(text, kind = "info") {
  const row = h("div", { class: `toast ${kind}`, "data-testid": "toast" }, kind === "error" && icon("warn"), text);
  const box = document.getElementById("toasts");
  for (const old of box.querySelectorAll(`.toast.${kind}`)) old.remove();
  box.append(row);
  setTimeout(() => row.remove(), kind === "error" ? 9000 : 5000);
}

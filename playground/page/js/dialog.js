// Dialogs over the page. The dialog element keeps focus inside and the page
// behind it still.

import { h } from "./dom.js";
import { textObject } from "./mrkdwn.js";
import { w } from "./words.js";

// confirmFirst asks what an element's confirm object asks; without one the
// answer is yes.
export function confirmFirst(confirm) {
  if (!confirm) return Promise.resolve(true);
  return new Promise((resolve) => {
    const done = (answer) => { box.close(); box.remove(); resolve(answer); };
    const box = h("dialog", { class: "confirm", "aria-labelledby": "confirm-title", "data-testid": "confirm", oncancel: () => done(false) },
      h("h2", { id: "confirm-title" }, textObject(confirm.title)),
      h("div", { class: "confirm-text" }, textObject(confirm.text)),
      h("div", { class: "dialog-foot" },
        h("button", { type: "button", class: "btn", "data-testid": "confirm-no", onclick: () => done(false) }, textObject(confirm.deny) || w("cancel")),
        h("button", { type: "button", class: `btn ${confirm.style === "danger" ? "danger solid" : "primary"}`, "data-testid": "confirm-yes", onclick: () => done(true) }, textObject(confirm.confirm) || w("yes"))));
    document.body.append(box);
    box.showModal();
  });
}

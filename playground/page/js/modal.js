// The modal an app has opened: its blocks, its buttons, its errors.

import { h, replace, icon } from "./dom.js";
import { drawBlocks } from "./blocks.js";
import { closePopup, toast } from "./popup.js";
import { person } from "./names.js";
import { w } from "./words.js";

// Modal shows the view on top of a person's stack.
export class Modal {
  constructor(deeds) {
    this.deeds = deeds;
    this.values = new Map(); // by view id: what was filled in, kept across updates
    this.node = h("dialog", {
      class: "modal", "data-testid": "modal", "aria-labelledby": "modal-title",
      oncancel: (event) => { event.preventDefault(); this.dismiss(); },
    });
    document.body.append(this.node);
  }

  // update shows view, or nothing when it is null.
  update(view, reader) {
    if (!view) {
      this.seen = "";
      this.view = null;
      if (this.node.open) this.node.close();
      return;
    }
    const seen = JSON.stringify([view.id, view.hash, view.errors, reader]);
    if (seen === this.seen) return;
    const sameView = this.view?.id === view.id;
    this.seen = seen;
    this.view = view;
    this.errors = view.errors || {};
    this.draw(sameView);
    if (!this.node.open) this.node.showModal();
    if (!sameView) this.focusFirst();
  }

  draw(keepPlace) {
    const view = this.view, values = this.filled(), scroll = keepPlace ? this.body?.scrollTop : 0, focus = keepPlace && document.activeElement?.dataset?.actionId;
    closePopup();
    const ctx = {
      surface: "modal", key: view.id, values, errors: this.errors,
      press: (use) => this.press(use),
      changed: (block) => this.clearError(block),
    };
    this.banner = h("div", { class: "modal-banner", role: "alert", "data-testid": "modal-banner" });
    this.body = h("div", { class: "modal-body", tabindex: "-1" }, this.banner, drawBlocks(view.blocks, ctx));
    this.submitButton = view.submit && h("button", { type: "submit", class: "btn primary", "data-testid": "modal-submit" }, view.submit);
    replace(this.node, h("form", { class: "modal-form", novalidate: true, onsubmit: (event) => { event.preventDefault(); this.submit(); } },
      h("header", { class: "modal-head" }, h("span", { class: "avatar app", style: "--size:28px", "aria-hidden": "true" }, person(this.deeds.app()).name.slice(0, 1).toUpperCase()),
        h("h2", { id: "modal-title", "data-testid": "modal-title" }, view.title),
        h("button", { type: "button", class: "tool", "aria-label": w("close"), title: w("close"), "data-testid": "modal-x", onclick: () => this.dismiss() }, icon("close"))),
      this.body,
      h("footer", { class: "dialog-foot" },
        h("button", { type: "button", class: "btn", "data-testid": "modal-close", onclick: () => this.dismiss() }, view.close || (view.previous ? w("back") : w(view.submit ? "cancel" : "close"))),
        this.submitButton)));
    this.body.scrollTop = scroll || 0;
    if (focus) this.body.querySelector(`[data-action-id="${CSS.escape(focus)}"]`)?.focus();
    if (Object.keys(this.errors).length) this.showFirstError();
  }

  focusFirst() {
    const first = this.body.querySelector("[autofocus]") || this.body.querySelector(".input-block input,.input-block textarea,.input-block .select") || this.submitButton || this.body;
    first.focus({ preventScroll: true });
  }

  filled() {
    if (!this.values.has(this.view.id)) this.values.set(this.view.id, {});
    return this.values.get(this.view.id);
  }

  clearError(block) {
    if (!this.errors[block]) return;
    delete this.errors[block];
    const box = this.body.querySelector(`[data-block-id="${CSS.escape(block)}"]`);
    box?.querySelector(".input-block")?.classList.remove("invalid");
    if (box) replace(box.querySelector(".input-error"));
  }

  showFirstError() {
    const box = this.body.querySelector(".invalid");
    box?.scrollIntoView({ block: "nearest" });
    box?.querySelector("input,textarea,.select")?.focus({ preventScroll: true });
  }

  async press(use) {
    replace(this.banner);
    const answer = await this.deeds.press({ ...use, view: this.view.id, state: this.filled() });
    if (!answer.ok) replace(this.banner, icon("warn"), " ", w("modalFailed", answer.error));
    return answer.ok;
  }

  async submit() {
    if (this.busy || !this.submitButton) return;
    this.busy = true;
    this.submitButton.classList.add("busy");
    this.submitButton.setAttribute("aria-busy", "true");
    replace(this.banner);
    const view = this.view;
    const answer = await this.deeds.submit({ view: view.id, values: this.filled() });
    this.busy = false;
    this.submitButton.classList.remove("busy");
    this.submitButton.removeAttribute("aria-busy");
    if (!answer.ok) {
      replace(this.banner, icon("warn"), " ", w("modalFailed", answer.error));
    } else if (answer.action === "errors" && this.view?.id === view.id) {
      this.errors = answer.errors || {};
      if (answer.local) for (const block of Object.keys(this.errors)) if (/required/i.test(this.errors[block])) this.errors[block] = w("required");
      this.draw(true);
      const shown = new Set((view.blocks || []).map((block) => block.block_id));
      const lost = Object.entries(this.errors).filter(([block]) => !shown.has(block));
      if (lost.length) replace(this.banner, icon("warn"), " ", lost.map((pair) => pair[1]).join(" "));
    }
  }

  async dismiss() {
    const answer = await this.deeds.closeView({ view: this.view.id });
    if (!answer.ok) {
      toast(w("deedFailed", answer.error), "error");
      this.node.close();
    }
  }
}

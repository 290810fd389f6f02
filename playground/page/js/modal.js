// The modal an app has opened: its blocks, its buttons, its errors.

import { h, keep, replace, icon } from "./dom.js";
import { drawBlocks } from "./blocks.js";
import { closePopup, toast } from "./popup.js";
import { person } from "./names.js";
import { w } from "./words.js";

// Modal shows the view on top of a person's stack.
export class Modal {
  constructor(deeds) {
    this.deeds = deeds;
    this.values = new Map(); // by view id: what was filled in, kept across updates
    this.errors = {};
    this.head = h("header", { class: "modal-head" });
    this.banner = h("div", { class: "modal-banner", role: "alert", "data-testid": "modal-banner" });
    this.body = h("div", { class: "modal-body", tabindex: "-1" });
    this.foot = h("footer", { class: "dialog-foot" });
    this.node = h("dialog", {
      class: "modal", "data-testid": "modal", "aria-labelledby": "modal-title",
      oncancel: (event) => { event.preventDefault(); this.dismiss(); },
    }, h("form", { class: "modal-form", novalidate: true, onsubmit: (event) => { event.preventDefault(); this.submit(); } }, this.head, this.body, this.foot));
    document.body.append(this.node);
  }

  // update shows view, or nothing when it is null.
  update(view, reader) {
    if (!view) {
      this.view = null;
      if (this.node.open) this.node.close();
      return;
    }
    const sameView = this.view?.id === view.id;
    const fresh = JSON.stringify([view.id, view.hash, view.errors || {}]);
    this.view = view;
    this.frame(reader);
    if (fresh !== this.heard) this.errors = this.errorsOf(view.errors, false);
    keep(this.body, [view.id, view.hash, reader], () => this.content(sameView));
    if (fresh !== this.heard) this.showErrors();
    this.heard = fresh;
    if (!this.node.open) this.node.showModal();
    if (!sameView) this.focusFirst();
  }

  frame(reader) {
    const view = this.view, look = [view.id, view.title, view.submit, view.close, view.previous, reader];
    keep(this.head, look, () => [h("span", { class: "avatar app", style: "--size:28px", "aria-hidden": "true" }, person(this.deeds.app()).name.slice(0, 1).toUpperCase()),
      h("h2", { id: "modal-title", "data-testid": "modal-title" }, view.title),
      h("button", { type: "button", class: "tool", "aria-label": w("close"), title: w("close"), "data-testid": "modal-x", onclick: () => this.dismiss() }, icon("close"))]);
    keep(this.foot, look, () => [
      h("button", { type: "button", class: "btn", "data-testid": "modal-close", onclick: () => this.dismiss() }, view.close || (view.previous ? w("back") : w(view.submit ? "cancel" : "close"))),
      view.submit && h("button", { type: "submit", class: "btn primary", "data-testid": "modal-submit" }, view.submit)]);
    this.submitButton = this.foot.querySelector("[type=submit]");
  }

  // content draws the blocks; what was filled in, and where the person was,
  // survive when the app has only updated the view.
  content(sameView) {
    closePopup();
    this.forget();
    const ctx = { surface: "modal", key: this.view.id, values: this.filled(), errors: this.errors, press: (use) => this.press(use), suggest: (typed) => this.deeds.suggest({ ...typed, view: this.view.id }), changed: (block) => this.clearError(block) };
    const scroll = sameView ? this.body.scrollTop : 0, focus = sameView && this.body.contains(document.activeElement) && document.activeElement.dataset.actionId;
    queueMicrotask(() => {
      this.body.scrollTop = scroll;
      if (focus) this.body.querySelector(`[data-action-id="${CSS.escape(focus)}"]`)?.focus({ preventScroll: true });
    });
    replace(this.banner);
    return [this.banner, drawBlocks(this.view.blocks, ctx)];
  }

  // errorsOf translates what Slack's own client says; the app's words stay.
  errorsOf(errors, local) {
    return Object.fromEntries(Object.entries(errors || {}).map(([block, text]) => [block, local && /required/i.test(text) ? w("required") : text]));
  }

  // showErrors puts the errors under their fields, and into the banner what
  // belongs to none.
  showErrors() {
    const lost = { ...this.errors };
    for (const box of this.body.querySelectorAll("[data-block-type=input]")) {
      const text = this.errors[box.dataset.blockId];
      box.querySelector(".input-block").classList.toggle("invalid", !!text);
      replace(box.querySelector(".input-error"), text && [icon("warn", 14), " ", text]);
      delete lost[box.dataset.blockId];
    }
    const rest = Object.values(lost);
    if (rest.length) replace(this.banner, icon("warn"), " ", rest.join(" "));
    this.showFirstError();
  }

  focusFirst() {
    const first = this.body.querySelector("[autofocus]") || this.body.querySelector(".input-block input,.input-block textarea,.input-block .select") || this.submitButton || this.body;
    first.focus({ preventScroll: true });
  }

  filled() {
    if (!this.values.has(this.view.id)) this.values.set(this.view.id, {});
    return this.values.get(this.view.id);
  }

  // forget drops what was filled into blocks that the view no longer has, as
  // Slack does.
  forget() {
    const there = new Set(this.view.blocks.map((block) => block.block_id)), filled = this.filled();
    for (const id of Object.keys(filled)) if (!there.has(id)) delete filled[id];
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
      this.errors = this.errorsOf(answer.errors, answer.local);
      this.heard = JSON.stringify([view.id, view.hash, answer.errors || {}]);
      this.showErrors();
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

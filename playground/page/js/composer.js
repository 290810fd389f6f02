// The message box.

import { h, replace, icon } from "./dom.js";
import { offers } from "./completion.js";
import { pickEmoji } from "./emoji.js";
import { menu } from "./popup.js";
import { said, w } from "./words.js";

// Composer is one message box. send(text) resolves to true when the text was
// taken; otherwise it stays to be corrected.
export class Composer {
  constructor({ testid, send, commands, shortcuts }) {
    this.send = send;
    this.commands = commands;
    this.drafts = new Map();
    this.testid = testid;
    this.area = h("textarea", {
      class: "composer-text", rows: 1, "data-testid": testid, "aria-autocomplete": "list", "aria-controls": `${testid}-list`, spellcheck: "true",
      oninput: () => this.changed(), onkeydown: (event) => this.key(event), onbeforeinput: (event) => this.breaking(event), onclick: () => this.offer(), onblur: () => setTimeout(() => this.hide(), 150),
    });
    this.list = h("div", { class: "completion", role: "listbox", id: `${testid}-list`, "data-testid": `${testid}-completion`, hidden: true });
    this.sendButton = h("button", { type: "button", class: "composer-send", "data-testid": `${testid}-send`, onclick: () => this.submit() }, icon("send"));
    const emoji = h("button", { type: "button", class: "tool", onclick: () => pickEmoji(emoji, (name) => this.insert(`:${name}: `)) }, icon("smile"));
    const slash = h("button", { type: "button", class: "tool", "data-testid": `${testid}-slash`, onclick: () => { this.fill("/"); } }, icon("slash"));
    const bolt = h("button", { type: "button", class: "tool", "data-testid": `${testid}-shortcuts`, "aria-haspopup": "menu", "aria-expanded": "false", onclick: () => menu(bolt, shortcuts(), w("globalShortcuts")) }, icon("bolt"));
    Object.assign(this, { emoji, slash, bolt });
    this.hint = h("span", { class: "composer-hint" });
    this.node = h("form", { class: "composer", onsubmit: (event) => event.preventDefault() }, this.list,
      h("div", { class: "composer-box" }, this.area, h("div", { class: "composer-foot" }, emoji, commands && slash, shortcuts && bolt, this.hint, this.sendButton)));
  }

  // place switches to another conversation, keeping each one's draft.
  place(key, label) {
    if (key !== this.at) {
      if (this.at) this.drafts.set(this.at, this.area.value);
      this.at = key;
      this.area.value = this.drafts.get(key) || "";
      this.changed(false);
      this.hide();
    }
    this.area.placeholder = label;
    this.area.setAttribute("aria-label", label);
    this.hint.textContent = w("sendHint");
    for (const [node, name] of [[this.emoji, "searchEmoji"], [this.slash, "commandsHere"], [this.bolt, "globalShortcuts"], [this.sendButton, "send"]]) {
      node.title = w(name);
      node.setAttribute("aria-label", w(name));
    }
  }

  // fill puts a text into the box and the caret behind it.
  fill(text) {
    this.area.value = text;
    this.area.focus();
    this.area.setSelectionRange(text.length, text.length);
    this.changed();
  }

  insert(text) {
    const at = this.area.selectionStart;
    this.area.setRangeText(text, at, this.area.selectionEnd, "end");
    this.area.focus();
    this.changed();
  }

  changed(offer = true) {
    this.area.style.height = "auto";
    this.area.style.height = Math.min(this.area.scrollHeight, 220) + "px";
    this.sendButton.disabled = !this.area.value.trim();
    if (offer) this.offer();
  }

  offer() {
    const area = this.area, found = offers(area.value.slice(0, area.selectionStart), area.value, this.commands?.() || []);
    this.found = found;
    if (found.usage) return this.showUsage(found.usage);
    if (!found.items.length) return this.hide();
    this.at1 = 0;
    this.rows = found.items.map((item, i) => h("div", {
      role: "option", class: "completion-item", id: `${this.testid}-${i}`, "data-testid": item.testid,
      onmousedown: (event) => { event.preventDefault(); this.take(i); }, onmousemove: () => this.mark(i),
    }, h("span", null, item.label), item.hint && h("small", null, item.hint)));
    replace(this.list, found.title && h("div", { class: "completion-title" }, w(found.title)), this.rows);
    this.list.hidden = false;
    this.mark(0);
  }

  showUsage(command) {
    this.rows = null;
    replace(this.list, h("div", { class: "completion-usage", "data-testid": "usage" }, h("b", null, command.name), " ", said(command.usage), h("small", null, said(command.description))));
    this.list.hidden = false;
  }

  hide() {
    this.rows = null;
    this.list.hidden = true;
    this.area.removeAttribute("aria-activedescendant");
  }

  mark(i) {
    this.at1 = i;
    this.rows.forEach((row, k) => row.setAttribute("aria-selected", String(k === i)));
    this.rows[i].scrollIntoView({ block: "nearest" });
    this.area.setAttribute("aria-activedescendant", this.rows[i].id);
  }

  take(i) {
    const area = this.area;
    area.setRangeText(this.found.items[i].insert, this.found.from, area.selectionStart, "end");
    this.changed();
  }

  key(event) {
    if (event.isComposing) return;
    this.entered = event.key === "Enter" && !event.shiftKey;
    if (this.rows && !this.list.hidden) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const whole = this.found.items[this.at1]?.insert.trim() === this.area.value.trim();
      if (step) {
        event.preventDefault();
        return this.mark((this.at1 + step + this.rows.length) % this.rows.length);
      }
      if (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey && !whole)) {
        event.preventDefault();
        return this.take(this.at1);
      }
    }
    if (event.key === "Escape") return this.hide();
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    }
  }

  // breaking keeps the Enter that sent from also breaking the line, where the
  // browser reports the two apart.
  breaking(event) {
    if (event.inputType === "insertLineBreak" && this.entered) event.preventDefault();
    this.entered = false;
  }

  async submit() {
    const text = this.area.value.trim();
    if (!text || this.busy) return;
    this.busy = true;
    this.area.value = "";
    this.changed(false);
    this.hide();
    const taken = await this.send(text);
    this.busy = false;
    if (!taken && !this.area.value) {
      this.area.value = text;
      this.changed(false);
    }
  }
}

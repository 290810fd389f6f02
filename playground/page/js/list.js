// A list of messages: days, the mark of what is new, one row a message.

import { h } from "./dom.js";
import { Row } from "./message.js";
import { dayKey, dayName, relativeDay, tsToMs } from "./time.js";
import { w } from "./words.js";

const together = 5 * 60 * 1000;

// MessageList keeps the rows of one place.
export class MessageList {
  constructor(node, deeds) {
    this.node = node;
    this.deeds = deeds;
    this.rows = new Map();
    this.place = "";
    this.low = true;
    this.top = 0;
    node.addEventListener("scroll", () => {
      const left = node.scrollHeight - node.scrollTop - node.clientHeight;
      if (left < 60) this.low = true;
      else if (node.scrollTop < this.top - 4) this.low = false; // somebody looks back
      this.top = node.scrollTop;
    });
    new ResizeObserver(() => { if (this.low) this.toEnd(); }).observe(node);
  }

  // update shows messages. options has place, reader, marker (the last
  // timestamp read before), inThread and head (a node put first).
  update(messages, options) {
    const moved = options.place !== this.place;
    if (moved) {
      this.rows.clear();
      this.place = options.place;
      this.low = true;
    }
    const grew = !moved && messages.length > (this.count || 0);
    this.count = messages.length;
    this.settle(this.sequence(messages, options));
    if (this.low) this.toEnd();
    else if (grew) this.onbehind?.();
  }

  // toEnd shows the newest message.
  toEnd() {
    this.node.scrollTop = this.node.scrollHeight;
  }

  // toNew shows the first new message if it is out of sight, and reports
  // whether there was a need to.
  toNew() {
    const mark = this.node.querySelector(".new-mark");
    const up = mark ? mark.getBoundingClientRect().top - this.node.getBoundingClientRect().top : 0;
    if (up >= 0) return false;
    this.low = false;
    this.node.scrollTop += up;
    return true;
  }

  sequence(messages, options) {
    const nodes = options.head ? [options.head] : [], alive = new Set();
    let before = null, marked = !options.marker;
    for (const m of messages) {
      const ms = tsToMs(m.ts), newDay = !before || dayKey(tsToMs(before.ts)) !== dayKey(ms);
      const isNew = !marked && m.ts > options.marker && m.user !== options.as;
      if (newDay) nodes.push(this.divider(ms));
      if (isNew) {
        nodes.push(h("div", { class: "new-mark", role: "separator", "aria-label": w("newMessages"), "data-testid": "new-mark" }, h("span", null, w("newMessages"))));
        marked = true;
      }
      const compact = !!before && !newDay && !isNew && before.user === m.user && !before.subtype && !m.subtype && before.private === m.private && !m.command && ms - tsToMs(before.ts) < together;
      nodes.push(this.row(m, { compact, inThread: options.inThread, reader: options.reader }));
      alive.add(key(m));
      before = m;
    }
    for (const one of this.rows.keys()) if (!alive.has(one)) this.rows.delete(one);
    return nodes;
  }

  row(m, how) {
    let row = this.rows.get(key(m));
    if (!row) this.rows.set(key(m), row = new Row(this.deeds));
    row.update(m, how);
    return row.node;
  }

  divider(ms) {
    const relative = relativeDay(ms), name = dayName(ms);
    const text = relative ? relative[0].toUpperCase() + relative.slice(1) : name[0].toUpperCase() + name.slice(1);
    return h("div", { class: "day", role: "separator", "aria-label": name }, h("span", { title: name }, text));
  }

  // settle makes the children exactly nodes, moving as little as it can so that
  // focus and half-made choices stay.
  settle(nodes) {
    const wanted = new Set(nodes);
    for (const child of [...this.node.children]) if (!wanted.has(child)) child.remove();
    nodes.forEach((node, i) => {
      if (this.node.children[i] !== node) this.node.insertBefore(node, this.node.children[i] || null);
    });
  }
}

const key = (m) => m.id || m.ts;

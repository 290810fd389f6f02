// One message: who, when, what, and what one can do with it.

import { h, replace, icon } from "./dom.js";
import { mrkdwn } from "./mrkdwn.js";
import { drawBlocks } from "./blocks.js";
import { emojiNode, pickEmoji, native } from "./emoji.js";
import { person, avatar, myself } from "./names.js";
import { menu, toast } from "./popup.js";
import { clock, fullMoment, tsToMs, ago, now } from "./time.js";
import { w } from "./words.js";

// Row keeps a message's node and redraws only what changed, so that what
// somebody is choosing inside a message survives a reaction beside it.
export class Row {
  constructor(deeds) {
    this.deeds = deeds;
    this.values = {};
    this.node = h("article", { class: "message", tabindex: "-1" });
    this.body = h("div", { class: "message-blocks" });
    this.trouble = h("div", { class: "message-trouble", role: "alert" });
  }

  // update draws m. how has compact, inThread and reader.
  update(m, how) {
    const seen = JSON.stringify([m, how]);
    if (seen === this.seen) return;
    this.seen = seen;
    this.m = m;
    this.drawBody(how);
    this.node.className = `message${how.compact ? " compact" : ""}${m.private ? " private" : ""}`;
    this.node.dataset.ts = m.ts;
    this.node.dataset.testid = "message";
    this.node.dataset.user = m.user;
    replace(this.node, m.private && h("div", { class: "private-note" }, icon("eye", 14), " ", w("onlyYou")),
      m.command && h("div", { class: "private-note" }, w("usedCommand", person(m.user).name, m.command)),
      h("div", { class: "message-row" },
        h("div", { class: "gutter" }, how.compact ? h("time", { class: "compact-time" }, clock(tsToMs(m.ts))) : avatar(m.user)),
        h("div", { class: "message-main" }, !how.compact && this.head(m), this.body, this.trouble, this.reactions(m), !how.inThread && this.replies(m))),
      !m.private && this.tools(m, how));
  }

  drawBody(how) {
    const m = this.m, seen = JSON.stringify([m.blocks, m.text, m.edited, m.subtype, m.files, how.reader]);
    if (seen === this.seenBody) return;
    this.seenBody = seen;
    replace(this.trouble);
    const edited = m.edited && h("span", { class: "edited" }, " " + w("edited"));
    if (m.blocks?.length) {
      const ctx = { surface: "message", values: this.values, channel: m.channel, key: m.ts, press: (use) => this.press(use) };
      replace(this.body, drawBlocks(m.blocks, ctx), edited && h("div", null, edited), files(m));
    } else if (m.subtype === "tombstone") {
      replace(this.body, h("div", { class: "text muted" }, w("deleted")));
    } else {
      replace(this.body, h("div", { class: m.subtype ? "text muted" : "text" }, mrkdwn(m.text), edited), files(m));
    }
  }

  async press(use) {
    replace(this.trouble);
    const m = this.m;
    const answer = await this.deeds.press({ ...use, channel: m.channel, message: m.private ? "" : m.ts, ephemeral: m.private ? m.id : "", state: this.values });
    if (!answer.ok) replace(this.trouble, icon("warn", 14), " ", w("pressFailed", answer.error));
    return answer.ok;
  }

  head(m) {
    const who = person(m.user), ms = tsToMs(m.ts);
    return h("div", { class: "message-head" },
      h("b", { class: "author" }, who.name),
      m.bot && h("span", { class: "badge" }, w("app")),
      who.external && h("span", { class: "badge" }, w("external").toUpperCase()),
      h("time", { class: "when", title: fullMoment(ms), datetime: new Date(ms).toISOString() }, clock(ms)));
  }

  reactions(m) {
    if (!m.reactions?.length) return null;
    const me = myself().id;
    return h("div", { class: "reactions" }, m.reactions.map((r) => {
      const mine = r.users.includes(me), names = r.users.map((id) => (id === me ? w("you") : person(id).name)).join(", ");
      return h("button", {
        type: "button", class: "reaction" + (mine ? " mine" : ""), "aria-pressed": String(mine), title: w("reactedWith", names, r.name),
        "aria-label": `:${r.name}: ${r.users.length}. ${names}`, "data-testid": `reaction-${r.name}`,
        onclick: () => this.deeds.react(m, r.name, mine),
      }, emojiNode(r.name), h("span", { class: "count" }, r.users.length));
    }), this.addButton(m, "reaction add"));
  }

  addButton(m, look) {
    const node = h("button", {
      type: "button", class: look, title: w("addReaction"), "aria-label": w("addReaction"), "aria-haspopup": "dialog", "aria-expanded": "false", "data-testid": "add-reaction",
      onclick: () => pickEmoji(node, (name) => this.deeds.react(m, name, mineAlready(m, name))),
    }, icon("smile"));
    return node;
  }

  replies(m) {
    if (!m.replies) return null;
    return h("button", { type: "button", class: "replies", "data-testid": "open-thread", onclick: () => this.deeds.openThread(m) },
      (m.replyUsers || []).slice(0, 4).map((id) => avatar(id, 22)),
      h("b", null, m.replies === 1 ? w("reply") : w("replies", m.replies)),
      m.latestReply && h("span", { class: "muted" }, w("lastReply", tsToMs(m.latestReply) > now() - 5000 ? ago(now()) : ago(tsToMs(m.latestReply)))));
  }

  tools(m, how) {
    const tool = (testid, label, sign, run) => h("button", { type: "button", class: "tool", title: label, "aria-label": label, "data-testid": testid, onclick: run }, sign);
    const more = tool("more-actions", w("moreActions"), icon("more"), () => menu(more, this.choices(m), w("moreActions")));
    more.setAttribute("aria-haspopup", "menu");
    const quick = ["+1", "eyes", "tada"].map((name) => tool(`quick-${name}`, `:${name}:`, native(name) || name, () => this.deeds.react(m, name, mineAlready(m, name))));
    return h("div", { class: "tools", role: "toolbar", "aria-label": w("moreActions") }, quick, this.addButton(m, "tool"),
      !how.inThread && tool("reply-in-thread", w("replyInThread"), icon("thread"), () => this.deeds.openThread(m)), more);
  }

  choices(m) {
    const items = this.deeds.shortcuts().map((one) => ({
      label: one.name, hint: person(this.deeds.app()).name, testid: `shortcut-${one.id}`, run: () => this.deeds.shortcut(one.id, m),
    }));
    items.push({ label: w("copyText"), testid: "copy-text", run: () => navigator.clipboard?.writeText(m.text).catch((problem) => toast(String(problem), "error")) });
    if (m.user === myself().id && m.subtype !== "tombstone") items.push({ label: w("deleteMessage"), danger: true, testid: "delete-message", run: () => this.deeds.remove(m) });
    return items;
  }
}

const mineAlready = (m, name) => !!m.reactions?.some((r) => r.name === name && r.users.includes(myself().id));

function files(m) {
  return (m.files || []).map((one) => {
    const picture = /^image\//.test(one.mimetype || "") && one.url_private;
    return h("div", { class: "file-card", "data-testid": "file" }, picture ? h("img", { src: new URL(one.url_private, location.href).pathname, alt: one.alt_txt || one.title || one.name }) : icon("file"),
      h("span", null, one.title || one.name || w("files")));
  });
}

// One message: who, when, what, and what one can do with it.

import { h, keep, replace, icon } from "./dom.js";
import { mrkdwn } from "./mrkdwn.js";
import { drawBlocks } from "./blocks.js";
import { emojiNode, pickEmoji, native } from "./emoji.js";
import { person, avatar, myself } from "./names.js";
import { menu, toast } from "./popup.js";
import { clock, fullMoment, tsToMs, ago, now } from "./time.js";
import { w } from "./words.js";

// Row keeps a message's node and redraws only the parts that changed, so that
// what somebody is choosing inside a message survives a reaction beside it.
export class Row {
  constructor(deeds) {
    this.deeds = deeds;
    this.values = {};
    const box = (look) => h("div", { class: look });
    Object.assign(this, {
      note: box("private-note"), gutter: box("gutter"), head: box("message-head"), body: box("message-blocks"),
      trouble: h("div", { class: "message-trouble", role: "alert" }), reacted: box("reactions"), answers: box("answers"),
      tools: h("div", { class: "tools", role: "toolbar" }),
    });
    const main = h("div", { class: "message-main" }, this.head, this.body, this.trouble, this.reacted, this.answers);
    this.node = h("article", { class: "message", "data-testid": "message", tabindex: "-1" }, this.note, h("div", { class: "message-row" }, this.gutter, main), this.tools);
  }

  // update draws m. how has compact, inThread and reader.
  update(m, how) {
    this.m = m;
    const eyes = [how.reader, m.ts];
    this.node.className = `message${how.compact ? " compact" : ""}${m.private ? " private" : ""}`;
    Object.assign(this.node.dataset, { ts: m.ts, user: m.user });
    this.head.hidden = how.compact;
    this.tools.hidden = !!m.private;
    keep(this.note, [eyes, m.private, m.command], () => [m.private && [icon("eye", 14), " ", w("onlyYou")], m.command && w("usedCommand", person(m.user).name, m.command)]);
    keep(this.gutter, [eyes, how.compact, m.user], () => (how.compact ? h("time", { class: "compact-time" }, clock(tsToMs(m.ts))) : avatar(m.user)));
    keep(this.head, [eyes, m.user], () => who(m));
    keep(this.body, [eyes, m.blocks, m.text, m.edited, m.subtype, m.files], () => this.content(m));
    keep(this.reacted, [eyes, m.reactions], () => this.reactions(m));
    keep(this.answers, [eyes, how.inThread, m.replies, m.replyUsers, m.latestReply], () => !how.inThread && this.replies(m));
    keep(this.tools, [eyes, how.inThread, m.subtype, this.deeds.shortcuts()], () => this.toolbar(how));
  }

  content(m) {
    replace(this.trouble);
    const edited = m.edited && h("span", { class: "edited" }, " " + w("edited"));
    if (m.blocks?.length) {
      const ctx = { surface: "message", values: this.values, channel: m.channel, key: m.ts, press: (use) => this.press(use), suggest: (typed) => this.deeds.suggest({ ...typed, ...place(m) }) };
      return [drawBlocks(m.blocks, ctx), edited && h("div", null, edited), files(m)];
    }
    if (m.subtype === "tombstone") return h("div", { class: "text muted" }, w("deleted"));
    return [h("div", { class: m.subtype ? "text muted" : "text" }, mrkdwn(m.text), edited), files(m)];
  }

  async press(use) {
    replace(this.trouble);
    const m = this.m;
    const answer = await this.deeds.press({ ...use, ...place(m), state: this.values });
    if (!answer.ok) replace(this.trouble, icon("warn", 14), " ", w("pressFailed", answer.error));
    return answer.ok;
  }

  // react toggles one's own emoji under the message as it stands now.
  react(name) {
    const mine = !!this.m.reactions?.some((r) => r.name === name && r.users.includes(myself().id));
    return this.deeds.react(this.m, name, mine);
  }

  reactions(m) {
    if (!m.reactions?.length) return null;
    const me = myself().id;
    return [m.reactions.map((r) => {
      const mine = r.users.includes(me), names = r.users.map((id) => (id === me ? w("you") : person(id).name)).join(", ");
      return h("button", {
        type: "button", class: "reaction" + (mine ? " mine" : ""), "aria-pressed": String(mine), title: w("reactedWith", names, r.name),
        "aria-label": `:${r.name}: ${r.users.length}. ${names}`, "data-testid": `reaction-${r.name}`, onclick: () => this.react(r.name),
      }, emojiNode(r.name), h("span", { class: "count" }, r.users.length));
    }), this.addButton("reaction add")];
  }

  addButton(look) {
    const node = h("button", {
      type: "button", class: look, title: w("addReaction"), "aria-label": w("addReaction"), "aria-haspopup": "dialog", "aria-expanded": "false",
      "data-testid": look === "tool" ? "add-reaction" : "add-reaction-here", onclick: () => pickEmoji(node, (name) => this.react(name)),
    }, icon("smile"));
    return node;
  }

  replies(m) {
    if (!m.replies) return null;
    return h("button", { type: "button", class: "replies", "data-testid": "open-thread", onclick: () => this.deeds.openThread(this.m) },
      (m.replyUsers || []).slice(0, 4).map((id) => avatar(id, 22)),
      h("b", null, m.replies === 1 ? w("reply") : w("replies", m.replies)),
      m.latestReply && h("span", { class: "muted" }, w("lastReply", ago(Math.min(tsToMs(m.latestReply), now())))));
  }

  toolbar(how) {
    const tool = (testid, label, sign, run) => h("button", { type: "button", class: "tool", title: label, "aria-label": label, "data-testid": testid, onclick: run }, sign);
    const more = tool("more-actions", w("moreActions"), icon("more"), () => menu(more, this.choices(this.m), w("moreActions")));
    more.setAttribute("aria-haspopup", "menu");
    this.tools.setAttribute("aria-label", w("moreActions"));
    return [["+1", "eyes", "tada"].map((name) => tool(`quick-${name}`, `:${name}:`, native(name) || name, () => this.react(name))), this.addButton("tool"),
      !how.inThread && tool("reply-in-thread", w("replyInThread"), icon("thread"), () => this.deeds.openThread(this.m)), more];
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

// place says where an element is pressed, as the server takes it.
const place = (m) => ({ channel: m.channel, message: m.private ? "" : m.ts, ephemeral: m.private ? m.id : "" });

function who(m) {
  const author = person(m.user), ms = tsToMs(m.ts);
  return [h("b", { class: "author" }, author.name), m.bot && h("span", { class: "badge" }, w("app")),
    author.external && h("span", { class: "badge" }, w("external").toUpperCase()),
    h("time", { class: "when", title: fullMoment(ms), datetime: new Date(ms).toISOString() }, clock(ms))];
}

function files(m) {
  return (m.files || []).map((one) => {
    const picture = /^image\//.test(one.mimetype || "") && one.url_private;
    return h("div", { class: "file-card", "data-testid": "file" }, picture ? h("img", { src: new URL(one.url_private, location.href).pathname, alt: one.alt_txt || one.title || one.name }) : icon("file"),
      h("span", null, one.title || one.name || w("files")));
  });
}

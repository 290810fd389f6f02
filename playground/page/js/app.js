// The page: one state from the server, drawn again whenever it changes.

import { h, keep, replace, icon } from "./dom.js";
import { ask, act, listen } from "./api.js";
import { loadEmoji } from "./emoji.js";
import { setNames, person, channel, avatar, slackbot } from "./names.js";
import { setReader, setNow, fullMoment, now } from "./time.js";
import { setLanguage, language, said, w } from "./words.js";
import { drawSidebar } from "./sidebar.js";
import { drawClock, drawMe, tick } from "./topbar.js";
import { drawBlocks } from "./blocks.js";
import { MessageList } from "./list.js";
import { Composer } from "./composer.js";
import { wire, handles, escape } from "./completion.js";
import { Modal } from "./modal.js";
import { closePopup, toast } from "./popup.js";

const at = Object.fromEntries(new URLSearchParams(location.hash.slice(1))); // as, in, tab, thread
const cameAs = at.as;
const part = (id) => document.getElementById(id);
let state = null, markers = {}, loading = null, again = false, homeValues = {}, notes = {}, hintsFolded = false;

const deeds = {
  press: (use) => act("press", { as: at.as, ...use }),
  suggest: (typed) => act("suggest", { as: at.as, ...typed }),
  submit: (form) => act("submit", { as: at.as, ...form }),
  closeView: (view) => act("close", { as: at.as, ...view }),
  react: (m, name, mine) => deed(mine ? "unreact" : "react", { channel: m.channel, ts: m.ts, name }),
  shortcut: (id, m) => deed("shortcut", { callback: id, channel: m.channel, ts: m.ts }),
  remove: (m) => deed("delete", { channel: m.channel, ts: m.ts }),
  openThread: (m) => { at.thread = m.thread || m.ts; refresh().then(() => threadBox.area.focus()); },
  shortcuts: () => state.shortcuts.filter((one) => one.type === "message"),
  app: () => state.app.id,
};

async function deed(name, body) {
  const answer = await act(name, { as: at.as, ...body });
  if (!answer.ok) toast(answer.detail || w("deedFailed", answer.error), "error");
  return answer.ok;
}

// globalShortcuts are what can be done from anywhere, as menu() takes it.
function globalShortcuts() {
  return state.shortcuts.filter((one) => one.type === "global").map((one) => ({
    label: one.name, hint: state.app.name, testid: `shortcut-${one.id}`, run: () => deed("shortcut", { callback: one.id }),
  }));
}

const list = new MessageList(part("messages"), deeds);
const threadList = new MessageList(part("thread-messages"), deeds);
const box = new Composer({ testid: "composer", send: (text) => send(text, ""), commands: () => state.commands, shortcuts: globalShortcuts });
const threadBox = new Composer({ testid: "thread-composer", send: (text) => send(text, at.thread) });
const modal = new Modal(deeds);
part("composer").append(box.node);
part("thread-composer").append(threadBox.node);
list.onbehind = () => part("behind").hidden = false;
part("behind").addEventListener("click", () => list.toEnd());
part("messages").addEventListener("scroll", (event) => {
  const view = event.target;
  if (view.scrollHeight - view.scrollTop - view.clientHeight < 60) part("behind").hidden = true;
});

// send says a text, or runs it when it is a command.
async function send(text, thread) {
  const command = /^\/(\S+)/.exec(text);
  if (!command) return deed("say", { channel: at.in, thread, text: wire(text) });
  if (thread) {
    toast(w("noCommandInThread", command[1]), "error");
    return false;
  }
  const answer = await act("command", { as: at.as, channel: at.in, line: handles(text) });
  if (answer.ok) {
    if (answer.said) toast(w(answer.said, ...answer.args));
    return true;
  }
  if (answer.said) note(w(answer.said, ...answer.args));
  else if (answer.error === "unknown_command") note(w("unknownCommand", command[1]));
  else note(w("commandFailed", command[1], answer.error));
  return false;
}

// note lets Slackbot say something privately, as Slack does when a command
// fails. It is gone with the page.
function note(text) {
  const place = at.as + at.in, ts = (now() / 1000).toFixed(6);
  (notes[place] ||= []).push({ id: `note-${ts}`, ts, channel: at.in, user: slackbot, bot: true, private: true, text: escape(text) });
  draw();
  list.toEnd();
}

// refresh fetches the state once more; calls that come meanwhile share one
// further fetch.
function refresh() {
  if (loading) {
    again = true;
    return loading;
  }
  loading = (async () => {
    do {
      again = false;
      try {
        const wanted = [at.as, at.in].join(), got = await ask({ as: at.as || "", in: at.in || "" });
        if (wanted !== [at.as, at.in].join()) { // somebody has moved on meanwhile
          again = true;
          continue;
        }
        state = got;
        draw();
      } catch (problem) {
        console.error(problem);
        online(false);
      }
    } while (again);
    loading = null;
  })();
  return loading;
}

function draw() {
  at.as = state.as;
  at.in = state.channel;
  setNow(state.now);
  setNames(state, open);
  const me = person(at.as), here = channel(at.in);
  setReader(me);
  setLanguage(me.locale);
  const home = at.tab === "home" && here?.kind === "im" && here.with === state.app.id;
  const reader = [at.as, me.locale, me.tz, ...state.people.map((one) => one.name), ...state.channels.map((one) => one.name)].join();
  if (here && !document.hidden && !home) here.unread = here.mentions = 0;
  drawSidebar(part("sidebar"), state, at.in, open);
  drawClock(part("clock"), state, move);
  drawMe(part("me"), become);
  tick();
  drawHead(here, home);
  part("home").hidden = !home;
  part("conversation").hidden = home;
  if (home) drawHome();
  else drawMessages(here, reader);
  drawThread(here, reader);
  drawHints();
  foldHints();
  modal.update(state.modal, reader);
  part("menu-button").title = w("menu");
  part("menu-button").setAttribute("aria-label", w("menu"));
  history.replaceState(null, "", "#" + new URLSearchParams(Object.entries(at).filter((pair) => pair[1])));
  document.title = `${here ? title(here) : ""} · ${state.workspace}`;
}

const title = (here) => (here.kind === "im" ? person(here.with).name : (here.kind === "private" ? "🔒 " : "#") + here.name);
const inMain = (m) => !m.thread || m.thread === m.ts;

function drawHead(here, home) {
  if (!here) return keep(part("head"), null, () => []);
  const withApp = here.kind === "im" && here.with === state.app.id;
  const tab = (key, on, run) => h("button", { type: "button", role: "tab", class: "tab", "aria-selected": String(on), "data-testid": `tab-${key}`, onclick: run }, w(key));
  keep(part("head"), [here, language()], () => [
    h("h1", { "data-testid": "channel-name" }, here.kind === "im" ? [avatar(here.with, 24), " ", person(here.with).name] : [icon(here.kind === "private" ? "lock" : "hash"), here.name]),
    here.topic && h("span", { class: "topic" }, here.topic),
    h("span", { class: "grow" }),
    here.kind !== "im" && h("span", { class: "members", title: here.members.map((id) => person(id).name).join(", ") }, here.members.slice(0, 4).map((id) => avatar(id, 22)), h("span", { "aria-label": w("members", here.members.length) }, here.members.length))]);
  keep(part("tabs"), [withApp, home, language()], () => withApp && h("div", { role: "tablist" },
    tab("home", home, () => { at.tab = "home"; deed("home", {}); refresh(); }),
    tab("messages", !home, () => { delete at.tab; refresh(); })));
}

function drawMessages(here, reader) {
  const place = at.as + at.in;
  const shown = [...state.messages.filter(inMain), ...(notes[place] || [])].sort((a, b) => a.ts - b.ts);
  if (!(place in markers)) markers[place] = state.lastRead;
  const start = here && h("div", { class: "beginning" }, w("emptyChannel", title(here)));
  list.update(shown, { place, reader, as: at.as, marker: markers[place], head: state.messages.length < 200 ? start : null });
  const outside = here && here.kind !== "im" && !here.appIn;
  keep(part("notice"), [outside, language()], () => outside && h("div", { class: "outside", "data-testid": "app-not-here" }, icon("info", 16), w("notHere", state.app.name, state.app.handle)));
  box.place(place, w("messageTo", here ? title(here) : ""));
  markRead();
}

// markRead tells the server that the open conversation was seen.
function markRead() {
  const newest = state.messages.at(-1)?.ts;
  if (!newest || document.hidden || newest <= (state.lastRead || "")) return;
  act("read", { as: at.as, channel: at.in, ts: newest });
  state.lastRead = newest;
}

function drawThread(here, reader) {
  const all = at.thread ? state.messages.filter((m) => m.ts === at.thread || m.thread === at.thread) : [];
  const open = all.length > 0 && !!here;
  part("thread").hidden = !open;
  if (!open) {
    delete at.thread;
    return;
  }
  part("thread-name").textContent = w("thread");
  part("thread-place").textContent = title(here);
  part("thread-close").setAttribute("aria-label", w("close"));
  threadList.update(all, { place: at.as + at.in + at.thread, reader, as: at.as, inThread: true });
  threadBox.place(at.in + at.thread, w("replyTo"));
}

function drawHome() {
  const view = state.home;
  if (!view) return replace(part("home"), h("p", { class: "muted" }, w("emptyHome", state.app.name)));
  const seen = JSON.stringify([view.id, view.hash, language()]);
  if (seen === part("home").dataset.seen) return;
  part("home").dataset.seen = seen;
  const values = (homeValues[view.id] ||= {});
  const press = async (use) => {
    const answer = await deeds.press({ ...use, view: view.id, state: values });
    if (!answer.ok) toast(w("pressFailed", answer.error), "error");
    return answer.ok;
  };
  replace(part("home"), h("div", { class: "home-blocks" }, drawBlocks(view.blocks, { surface: "home", key: view.id, values, press, suggest: (typed) => deeds.suggest({ ...typed, view: view.id }) })));
}

function drawHints() {
  const hidden = localStorage.getItem("hints") === "hidden" || !state.hints?.length;
  const seen = hidden ? "hidden" : language();
  if (part("hints").dataset.seen === seen) return;
  part("hints").dataset.seen = seen;
  replace(part("hints"), !hidden && h("aside", { class: "hints", "aria-label": w("hintsTitle"), "data-testid": "hints" },
    h("button", { type: "button", class: "tool", "aria-label": w("hide"), title: w("hide"), "data-testid": "hints-hide", onclick: () => { localStorage.setItem("hints", "hidden"); drawHints(); } }, icon("close", 16)),
    h("details", { open: localStorage.getItem("hints") !== "folded", ontoggle: (event) => localStorage.setItem("hints", event.target.open ? "open" : "folded") }, h("summary", null, w("hintsTitle")), h("p", { class: "muted" }, w("hintsText")),
    h("ol", null, state.hints.map((one, i) => h("li", null, h("button", { type: "button", class: "hint-row", "data-testid": `hint-${i}`, onclick: () => tryHint(one) }, h("code", null, said(one.command)), h("small", null, said(one.why)))))))));
}

// foldHints puts the hints away, once, when what is said needs their room.
function foldHints() {
  const details = part("hints").querySelector("details"), view = part("messages");
  if (hintsFolded || !details?.open || view.scrollHeight <= view.clientHeight) return;
  hintsFolded = true;
  details.open = false;
}

function tryHint(hint) {
  if (innerWidth <= 760) part("hints").querySelector("details").open = false;
  delete at.tab;
  refresh().then(() => box.fill(said(hint.command)));
}

function open(id) {
  if (id !== at.in) delete at.thread;
  delete markers[at.as + id];
  delete at.tab;
  at.in = id;
  document.body.classList.remove("side-open");
  part("behind").hidden = true;
  refresh().then(() => box.area.focus({ preventScroll: true }));
}

function become(id) {
  at.as = id;
  delete at.thread;
  markers = {};
  refresh().then(() => toast(w("actingAs", person(id).name)));
}

// move advances the clock and says where it landed.
async function move(how) {
  if (document.body.classList.contains("moving")) return;
  const newest = state.messages.at(-1)?.ts;
  document.body.classList.add("moving");
  toast(w("moving"));
  part("clock").setAttribute("aria-busy", "true");
  const answer = await act("clock", { as: at.as, channel: at.in, ...how });
  document.body.classList.remove("moving");
  part("clock").removeAttribute("aria-busy");
  if (newest) markers[at.as + at.in] = newest;
  await refresh();
  if (list.toNew()) part("behind").hidden = false;
  if (answer.ok) toast(w("landed", fullMoment(now())));
  else toast(answer.error === "backwards" ? w("neverBack") : answer.detail || answer.error, "error");
}

function online(yes) {
  part("offline").hidden = yes;
  part("offline").textContent = w("offline");
}

let soon;
function changed() {
  clearTimeout(soon);
  soon = setTimeout(refresh, 40);
}

part("menu-button").addEventListener("click", () => document.body.classList.toggle("side-open"));
part("shade").addEventListener("click", () => document.body.classList.remove("side-open"));
part("thread-close").addEventListener("click", () => { delete at.thread; closePopup(); refresh(); });
document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && at.thread && !modal.node.open && part("thread").contains(document.activeElement)) part("thread-close").click();
});

await loadEmoji();
await refresh();
const kin = state.people.find((one) => !one.app && one.locale?.slice(0, 2) === navigator.language.slice(0, 2));
if (!cameAs && kin) { // nobody was asked for: somebody who speaks the browser's language
  at.as = kin.id;
  await refresh();
}
listen(changed, online);
setInterval(tick, 1000);
document.body.dataset.ready = "yes";

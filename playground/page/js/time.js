// How instants are written: in the acting person's zone and language, as
// Slack does, against the workspace's clock rather than the computer's.

let zone = "UTC", locale = "en-US", offset = 0;

// setReader says whose eyes the page is read with.
export function setReader(person) {
  zone = person?.tz || "UTC";
  locale = person?.locale || "en-US";
}

// setNow tells what the workspace's clock shows at this moment.
export function setNow(instant) {
  offset = instant - Date.now();
}

// now is the workspace's instant, in milliseconds.
export const now = () => Date.now() + offset;

export const tsToMs = (ts) => Number(ts) * 1000;

function parts(ms, options, tz = zone) {
  try {
    return new Intl.DateTimeFormat(locale, { timeZone: tz, ...options }).format(ms);
  } catch {
    return new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options }).format(ms);
  }
}

const twelve = () => !/^(fr|en-GB|de|es|it|ja)/.test(locale);

export const clock = (ms, tz) => parts(ms, { hour: twelve() ? "numeric" : "2-digit", minute: "2-digit", hour12: twelve() }, tz);
export const clockSeconds = (ms) => parts(ms, { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: twelve() });
export const fullMoment = (ms, tz) => parts(ms, { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", hour12: twelve() }, tz);
export const shortMoment = (ms, tz) => parts(ms, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hour12: twelve() }, tz);
export const dayName = (ms) => parts(ms, { weekday: "long", day: "numeric", month: "long" });

// dayKey is the reader's calendar date, as 2026-11-23.
export function dayKey(ms, tz = zone) {
  return new Intl.DateTimeFormat("en-CA", { timeZone: tz, year: "numeric", month: "2-digit", day: "2-digit" }).format(ms);
}

// daysAway counts calendar days from the workspace's today to ms.
export function daysAway(ms) {
  return Math.round((Date.parse(dayKey(ms)) - Date.parse(dayKey(now()))) / 86400000);
}

// relativeDay is « today » and its neighbours in the reader's words, or "".
export function relativeDay(ms) {
  const days = daysAway(ms);
  if (Math.abs(days) > 1) return "";
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(days, "day");
}

export function ago(ms) {
  const seconds = (ms - now()) / 1000, format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  for (const [unit, size] of [["year", 31536000], ["month", 2592000], ["day", 86400], ["hour", 3600], ["minute", 60]]) {
    if (Math.abs(seconds) >= size) return format.format(Math.round(seconds / size), unit);
  }
  return format.format(Math.round(seconds), "second");
}

// city is the readable end of a zone's name.
export const city = (tz) => (tz || "UTC").split("/").at(-1).replaceAll("_", " ");

const dates = {
  date_num: (ms) => dayKey(ms),
  date: (ms) => parts(ms, { day: "numeric", month: "long", year: "numeric" }),
  date_short: (ms) => parts(ms, { day: "numeric", month: "short", year: "numeric" }),
  date_long: (ms) => parts(ms, { weekday: "long", day: "numeric", month: "long", year: "numeric" }),
  date_long_full: (ms) => parts(ms, { weekday: "long", day: "numeric", month: "long", year: "numeric" }),
  day_divider_pretty: (ms) => relativeDay(ms) || dayName(ms),
  time: (ms) => clock(ms),
  time_secs: (ms) => clockSeconds(ms),
  ago: (ms) => ago(ms),
};

// slackDate fills Slack's date tokens, such as {date_short_pretty} at {time}.
export function slackDate(seconds, format, fallback) {
  const ms = Number(seconds) * 1000;
  if (!Number.isFinite(ms)) return fallback || "";
  return format.replace(/\{(\w+)\}/g, (whole, token) => {
    if (dates[token]) return dates[token](ms);
    const base = token.replace(/_pretty$/, "");
    return dates[base] ? relativeDay(ms) || dates[base](ms) : whole;
  });
}

// toLocalInput and fromLocalInput carry an instant through a datetime-local
// field in the reader's zone.
export function toLocalInput(ms, tz = zone) {
  const time = new Intl.DateTimeFormat("en-GB", { timeZone: tz, hour: "2-digit", minute: "2-digit", hour12: false }).format(ms);
  return `${dayKey(ms, tz)}T${time}`;
}

export function fromLocalInput(text, tz = zone) {
  if (!text) return NaN;
  const wanted = Date.parse(text + "Z");
  let guess = wanted;
  for (let i = 0; i < 3; i++) guess += wanted - Date.parse(toLocalInput(guess, tz) + "Z");
  return guess;
}

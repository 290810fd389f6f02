// data_visualization: Slack's native charts as inline drawings. The same
// numbers are given as a table to whoever cannot see the picture.

import { h, svg } from "./dom.js";
import { w } from "./words.js";
import { myself } from "./names.js";

const hues = 6;
const width = 560, height = 240, left = 46, right = 12, top = 12, bottom = 34;

// chart draws a data_visualization block.
export function chart(block) {
  const data = block.chart || {};
  const drawn = data.type === "pie" ? pie(data) : axes(data);
  if (!drawn) return null;
  const label = `${block.title || ""}. ${summary(data)}`;
  return h("figure", { class: "chart" },
    h("figcaption", { class: "chart-title" }, block.title),
    h("div", { class: "chart-body" }, svg("svg", { viewBox: drawn.box, role: "img", "aria-label": label, class: "chart-svg " + data.type }, drawn.shapes)),
    h("ul", { class: "chart-legend", "aria-hidden": "true" }, drawn.legend.map((name, i) => h("li", null, h("i", { class: `hue-${i % hues}` }), name))),
    h("details", { class: "chart-data" }, h("summary", null, w("chartData")), numbers(data)));
}

const number = (value) => new Intl.NumberFormat(myself().locale || "en", { maximumFractionDigits: 2 }).format(value);

function summary(data) {
  if (data.type === "pie") return (data.segments || []).map((s) => `${s.label}: ${number(s.value)}`).join("; ");
  return (data.series || []).map((s) => `${s.name}: ${s.data.map((d) => `${d.label} ${number(d.value)}`).join(", ")}`).join("; ");
}

function numbers(data) {
  if (data.type === "pie") {
    return h("table", { class: "table" }, h("tbody", null, data.segments.map((s) => h("tr", null, h("th", { scope: "row" }, s.label), h("td", null, number(s.value))))));
  }
  return h("div", { class: "table-scroll" }, h("table", { class: "table" },
    h("thead", null, h("tr", null, h("th", null, data.axis_config?.x_label || ""), categories(data).map((c) => h("th", { scope: "col" }, c)))),
    h("tbody", null, data.series.map((s) => h("tr", null, h("th", { scope: "row" }, s.name),
      categories(data).map((c) => h("td", null, point(s, c) === undefined ? "" : number(point(s, c)))))))));
}

const categories = (data) => data.axis_config?.categories || data.series?.[0]?.data.map((d) => d.label) || [];
const point = (series, label) => series.data.find((d) => d.label === label)?.value;

function pie(data) {
  const segments = data.segments || [], total = segments.reduce((sum, s) => sum + s.value, 0);
  if (!total) return null;
  let from = -Math.PI / 2;
  const at = (angle, r) => `${(120 + r * Math.cos(angle)).toFixed(2)} ${(120 + r * Math.sin(angle)).toFixed(2)}`;
  const shapes = segments.map((s, i) => {
    const to = from + (s.value / total) * 2 * Math.PI, wide = to - from > Math.PI ? 1 : 0;
    const whole = s.value === total;
    const d = whole ? "M120 20a100 100 0 1 1 -.1 0z" : `M${at(from, 100)}A100 100 0 ${wide} 1 ${at(to, 100)}L120 120z`;
    const middle = (from + to) / 2, share = Math.round((s.value / total) * 100);
    from = to;
    return [svg("path", { d, class: `fill hue-${i % hues}` }, svg("title", null, `${s.label}: ${number(s.value)} (${share} %)`)),
      share >= 6 && svg("text", { x: 120 + 66 * Math.cos(middle), y: 124 + 66 * Math.sin(middle), class: "pie-label" }, `${share}%`)];
  });
  return { box: "0 0 240 240", shapes, legend: segments.map((s) => `${s.label} (${number(s.value)})`) };
}

// nice rounds a scale's step to 1, 2 or 5 times a power of ten.
function nice(span) {
  const raw = span / 4 || 1, power = 10 ** Math.floor(Math.log10(raw));
  return [1, 2, 5, 10].map((m) => m * power).find((step) => step >= raw);
}

function axes(data) {
  const names = categories(data), series = data.series || [];
  if (!names.length || !series.length) return null;
  const all = series.flatMap((s) => s.data.map((d) => d.value));
  const step = nice(Math.max(0, ...all) - Math.min(0, ...all) || 1);
  const high = Math.max(step, Math.ceil(Math.max(0, ...all) / step) * step), low = Math.floor(Math.min(0, ...all) / step) * step;
  const plot = {
    names, series,
    y: (v) => top + (height - top - bottom) * (1 - (v - low) / (high - low)),
    x: (i) => (data.type === "bar" || names.length === 1
      ? left + ((i + 0.5) * (width - left - right)) / names.length
      : left + 8 + (i * (width - left - right - 16)) / (names.length - 1)),
  };
  const grid = [];
  for (let v = low; v <= high + step / 1e6; v += step) {
    grid.push(svg("line", { x1: left, x2: width - right, y1: plot.y(v), y2: plot.y(v), class: Math.abs(v) < step / 1e6 ? "axis" : "grid" }),
      svg("text", { x: left - 6, y: plot.y(v) + 4, class: "tick y" }, number(v)));
  }
  const every = Math.ceil(names.length / 10);
  const ticks = names.map((name, i) => i % every === 0 && svg("text", { x: plot.x(i), y: height - bottom + 16, class: "tick x" }, name.length > 10 && names.length > 5 ? name.slice(0, 9) + "…" : name));
  const titles = [
    data.axis_config?.x_label && svg("text", { x: (left + width) / 2, y: height - 3, class: "tick x title" }, data.axis_config.x_label),
    data.axis_config?.y_label && svg("text", { x: 10, y: (height - bottom) / 2, class: "tick x title", transform: `rotate(-90 10 ${(height - bottom) / 2})` }, data.axis_config.y_label)];
  return { box: `0 0 ${width} ${height}`, shapes: [grid, ticks, titles, draw[data.type]?.(plot) || draw.line(plot)], legend: series.map((s) => s.name) };
}

const draw = { line, area: (plot) => line(plot, true), bar };

function line(plot, filled) {
  return plot.series.map((s, k) => {
    const spots = plot.names.map((name, i) => [i, point(s, name)]).filter((p) => p[1] !== undefined);
    const path = spots.map(([i, v], at) => `${at ? "L" : "M"}${plot.x(i).toFixed(1)} ${plot.y(v).toFixed(1)}`).join("");
    const close = spots.length && `L${plot.x(spots.at(-1)[0])} ${plot.y(0)}L${plot.x(spots[0][0])} ${plot.y(0)}z`;
    return [filled && spots.length && svg("path", { d: path + close, class: `area hue-${k % hues}` }),
      svg("path", { d: path, class: `line hue-${k % hues}` }),
      spots.map(([i, v]) => svg("circle", { cx: plot.x(i), cy: plot.y(v), r: 3, class: `fill hue-${k % hues}` },
        svg("title", null, `${s.name}, ${plot.names[i]}: ${number(v)}`)))];
  });
}

function bar(plot) {
  const room = (width - left - right) / plot.names.length, each = Math.min(40, (room * 0.7) / plot.series.length);
  return plot.series.map((s, k) => plot.names.map((name, i) => {
    const v = point(s, name);
    if (v === undefined) return null;
    const x = plot.x(i) - (each * plot.series.length) / 2 + k * each, y = Math.min(plot.y(v), plot.y(0));
    return svg("rect", { x, y, width: Math.max(1, each - 2), height: Math.max(1, Math.abs(plot.y(v) - plot.y(0))), rx: 2, class: `fill hue-${k % hues}` },
      svg("title", null, `${s.name}, ${name}: ${number(v)}`));
  }));
}

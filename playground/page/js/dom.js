// Small helpers to build the page. Nothing here ever parses HTML: text that
// people or apps wrote only ever becomes text nodes.

const SVG = "http://www.w3.org/2000/svg";

// h makes an element. Props named on… become listeners, false and null are
// left out, the rest become attributes; children may be nested lists.
export function h(tag, props, ...children) {
  return fill(document.createElement(tag), props, children);
}

// svg is h for drawings.
export function svg(tag, props, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

function fill(node, props, children) {
  for (const [name, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked" || name === "disabled") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  add(node, children);
  return node;
}

// add appends children, skipping what is nothing.
export function add(node, children) {
  for (const child of [children].flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    node.append(child.nodeType ? child : String(child));
  }
  return node;
}

// replace puts children in place of everything in node.
export function replace(node, ...children) {
  node.replaceChildren();
  return add(node, children);
}

const drawn = new WeakMap();

// keep draws node's children with make, but only when key has changed since the
// last time: what stays keeps its focus, its half-made choices, and the click
// that is under way.
export function keep(node, key, make) {
  const said = JSON.stringify(key);
  if (drawn.get(node) === said) return node;
  drawn.set(node, said);
  return replace(node, make());
}

// focusable lists what Tab may reach inside node, in order.
export function focusable(node) {
  const all = node.querySelectorAll(
    "a[href],button,input,textarea,select,[tabindex]:not([tabindex='-1'])");
  return [...all].filter((one) => !one.disabled && one.tabIndex >= 0 && one.offsetParent !== null);
}

// trap keeps Tab inside node.
export function trap(node) {
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Tab") return;
    const stops = focusable(node);
    if (!stops.length) return;
    const first = stops[0], last = stops.at(-1);
    if (event.shiftKey && document.activeElement === first) {
      event.preventDefault();
      last.focus();
    } else if (!event.shiftKey && document.activeElement === last) {
      event.preventDefault();
      first.focus();
    }
  });
}

// icon draws one of the few line icons that the page uses.
export function icon(name, size = 18) {
  return svg("svg", {
    viewBox: "0 0 20 20", width: size, height: size, fill: "none", stroke: "currentColor",
    "stroke-width": 1.6, "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true",
    class: "icon",
  }, svg("path", { d: icons[name] || icons.dot }));
}

const icons = {
  dot: "M10 10h.01",
  hash: "M8 3 6.5 17M13.5 3 12 17M3.5 7.500h13M3 12.500h13",
  lock: "M5 9h10v8H5zM7 9V6a3 3 0 0 1 6 0v3",
  menu: "M3 5h14M3 10h14M3 15h14",
  close: "m5 5 10 10M15 5 5 15",
  back: "M12 4 6 10l6 6",
  down: "m5 8 5 5 5-5",
  right: "m8 5 5 5-5 5",
  smile: "M10 17.500a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15M7 12c1.5 2 4.5 2 6 0M7.5 8h.01M12.5 8h.01",
  thread: "M4 4h12v9H9l-4 3v-3H4zM7 7.500h6M7 10h4",
  more: "M10 5h.01M10 10h.01M10 15h.01",
  send: "M3 10 17 4l-4 13-3-6zM10 11l7-7",
  clock: "M10 17.500a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15M10 6v4.500l3 2",
  eye: "M2 10s3-5.5 8-5.500S18 10 18 10s-3 5.5-8 5.500S2 10 2 10M10 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4",
  home: "m3 9 7-6 7 6v8h-5v-5H8v5H3z",
  chat: "M3 4h14v10H9l-4 3v-3H3z",
  slash: "M3 3h14v14H3zM12 6 8 14",
  bolt: "M11 2 4 11h5l-1 7 7-9h-5z",
  check: "m4 10 4 4 8-9",
  warn: "M10 3 2 17h16zM10 8v4M10 14.500h.01",
  info: "M10 17.500a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15M10 9v5M10 6.500h.01",
  play: "M6 4v12l10-6z",
  up: "M6 9v8H3V9zM6 9l4-6c1.5 0 2 1 2 2l-.5 3H16c1 0 1.5 1 1.300 2l-1.300 5.500c-.2 1-.8 1.5-1.800 1.500H6",
  downvote: "M6 11V3H3v8zM6 11l4 6c1.5 0 2-1 2-2l-.5-3H16c1 0 1.5-1 1.300-2L16 4.500C15.800 3.5 15.200 3 14.200 3H6",
  file: "M5 2.500h7l3.5 3.500v11.500H5zM12 2.500V6h3.5",
  trash: "M4 6h12M8 6V4h4v2M6 6l1 11h6l1-11",
};

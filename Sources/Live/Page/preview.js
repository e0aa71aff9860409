// Keeps a page of `playfair preview` up to date: asks for what is new when the program tells of it,
// keeps the reader's place, and shows problems over the last version that was good.
"use strict";

let session = null;
let version = -1;
let content = -1;
let busy = false;
let again = false;

// MARK: Versions

const events = new EventSource("/events");
events.onmessage = (event) => {
  const [name, number] = event.data.split(" ");
  panel.tellConnected(true);
  // Another run of the program on the same address counts from the start.
  if (session !== null && session !== name) { version = -1; content = -1; }
  session = name;
  if (Number(number) !== version) update();
};
events.onerror = () => panel.tellConnected(false);

async function update() {
  if (busy) { again = true; return; }
  busy = true;
  do {
    again = false;
    try {
      const state = await (await fetch("/state")).json();
      if (state.content !== content && state.kind !== "nothing") {
        if (content !== -1 || state.kind === "pages") await show(state);
        content = state.content;
      }
      version = state.version;
      panel.show(state.problems, state.kind === "nothing", state.isStale);
      document.documentElement.dataset.version = version;
    } catch { /* the connection is lost; the next message leads here again */ }
  } while (again);
  busy = false;
}

async function show(state) {
  if (state.kind === "pages") return showPages(state);
  const place = findPlace();
  const text = await (await fetch("/document")).text();
  const next = new DOMParser().parseFromString(text, "text/html");
  const open = [...document.querySelectorAll("details")].map((part) => part.open);
  document.title = next.title;
  document.documentElement.lang = next.documentElement.lang;
  replaceStyles(next);
  document.body.replaceWith(document.adoptNode(next.body));
  document.querySelectorAll("details").forEach((part, index) => { part.open = open[index] ?? false; });
  goTo(place);
}

function replaceStyles(next) {
  const select = "head > style, head > link[rel=stylesheet]";
  const [old, made] = [document, next].map((from) => [...from.querySelectorAll(select)]);
  const texts = (parts) => parts.map((part) => part.outerHTML).join("");
  if (texts(old) === texts(made)) return;
  made.forEach((part) => document.head.append(document.adoptNode(part)));
  old.forEach((part) => part.remove());
}

// MARK: Pages

function showPages(state) {
  document.title = state.title;
  let main = document.getElementById("pages");
  if (main === null) { location.reload(); return; }
  state.pages.forEach((page, index) => {
    let figure = main.children[index];
    if (figure === undefined) {
      figure = document.createElement("figure");
      figure.className = "page";
      figure.id = `page-${index + 1}`;
      const image = document.createElement("img");
      image.loading = "lazy";
      figure.append(image);
      main.append(figure);
    }
    figure.style.width = `${page.width}pt`;
    figure.style.aspectRatio = `${page.width} / ${page.height}`;
    const image = figure.firstElementChild;
    image.alt = page.label;
    const source = `/page/${index + 1}.png?v=${session}-${page.version}`;
    if (image.getAttribute("src") !== source) replacePicture(image, source);
  });
  while (main.children.length > state.pages.length) main.lastElementChild.remove();
}

// A picture takes the place of the one before when it is there, so that nothing flashes.
function replacePicture(image, source) {
  const isFirst = !image.hasAttribute("src");
  if (isFirst) { image.src = source; return; }
  image.dataset.next = source;
  const next = new Image();
  next.src = source;
  const take = () => { if (image.dataset.next === source) image.src = source; };
  next.decode().then(take, take);
}

// MARK: The place

const BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, figure, table, pre, blockquote, dt, dd, summary";

// The block at the upper edge of the window, by its words; the heading or figure above it; the way
// down. The first that is still there counts.
function findPlace() {
  const blocks = [...document.body.querySelectorAll(BLOCKS)].filter((block) => block.offsetParent);
  const marks = [];
  const named = blocks.filter((block) => block.id && block.getBoundingClientRect().top < 120);
  const seen = blocks.findIndex((block) => block.getBoundingClientRect().bottom > 8);
  for (const block of blocks.slice(Math.max(seen, 0), seen + 3)) {
    const key = keyOf(block);
    const twins = blocks.filter((other) => keyOf(other) === key);
    marks.push({ key, twin: twins.indexOf(block), top: block.getBoundingClientRect().top });
  }
  const last = named.at(-1);
  if (last) marks.push({ id: last.id, top: last.getBoundingClientRect().top });
  return { marks, down: window.scrollY };
}

function keyOf(block) {
  return block.tagName + ":" + (block.id || block.textContent.trim().slice(0, 120));
}

function goTo(place) {
  if (place.down === 0) return;
  const blocks = [...document.body.querySelectorAll(BLOCKS)];
  for (const mark of place.marks) {
    const found = mark.id
      ? document.getElementById(mark.id)
      : blocks.filter((block) => keyOf(block) === mark.key)[mark.twin];
    if (!found) continue;
    moveTo(window.scrollY + found.getBoundingClientRect().top - mark.top);
    return;
  }
  moveTo(place.down);
}

// At once, whatever the page asks for where links lead.
function moveTo(down) { scrollTo({ top: down, left: window.scrollX, behavior: "instant" }); }

// MARK: Problems

const panel = (() => {
  const host = document.createElement("div");
  host.id = "playfair-problems";
  const root = host.attachShadow({ mode: "open" });
  const style = document.createElement("style");
  style.textContent = `
    :host { all: initial; }
    section { position: fixed; inset: auto 0 0 0; z-index: 2147483647; max-height: 60vh; overflow: auto;
      box-sizing: border-box; padding: 10px 16px; background: #fff; color: #1b1b1b;
      border-top: 4px solid #8a5a1e; box-shadow: 0 -2px 12px rgba(0, 0, 0, 0.25);
      font: 14px/1.45 system-ui, sans-serif; }
    section.error { border-color: #a3221f; }
    summary { cursor: pointer; font-weight: 600; }
    h2 { margin: 10px 0 2px; font-size: 14px; font-weight: 600; overflow-wrap: anywhere; }
    h2 .error { color: #a3221f; } h2 .warning { color: #8a5a1e; }
    pre { margin: 0; overflow-x: auto; font: 13px/1.4 ui-monospace, monospace; }
    @media print { section { display: none; } }`;
  const section = document.createElement("section");
  section.setAttribute("role", "status");
  section.setAttribute("aria-live", "polite");
  section.hidden = true;
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  const list = document.createElement("div");
  const lost = document.createElement("p");
  lost.style.margin = "0";
  lost.hidden = true;
  lost.textContent = "The preview has ended; this page is as it was.";
  details.append(summary, list);
  section.append(lost, details);
  root.append(style, section);
  document.documentElement.append(host);

  const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
  const settle = () => { section.hidden = lost.hidden && details.hidden; };

  return {
    show(problems, isNothing, isStale) {
      const errors = problems.filter((problem) => problem.severity === "error").length;
      const warnings = problems.length - errors;
      details.hidden = problems.length === 0;
      section.classList.toggle("error", errors > 0);
      const parts = [];
      if (errors) parts.push(count(errors, "error"));
      if (warnings) parts.push(count(warnings, "warning"));
      const below = isNothing ? "there is nothing to show yet" : "the page is the last version that was right";
      summary.textContent = parts.join(", ") + (isStale ? `; ${below}` : "");
      if (details.hidden || errors > 0) details.open = errors > 0;
      list.replaceChildren(...problems.flatMap((problem) => {
        const head = document.createElement("h2");
        const kind = document.createElement("span");
        kind.className = problem.severity;
        kind.textContent = `${problem.severity}: `;
        const place = document.createElement("span");
        place.textContent = problem.place ? ` (${problem.place})` : "";
        head.append(kind, problem.message, place);
        const text = document.createElement("pre");
        text.textContent = problem.details;
        return problem.details ? [head, text] : [head];
      }));
      settle();
    },
    tellConnected(isConnected) {
      lost.hidden = isConnected;
      settle();
    },
  };
})();

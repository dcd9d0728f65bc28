/** A page's table lines over its picture: moved, added and removed by mouse and by keyboard. */

import { sayer } from "../strip/dom.js";
import { open, said, sendAll } from "./sent.js";

const SVG = "http://www.w3.org/2000/svg";
const STEP = 4;
const FAR = 25;
const NEAR = 8;

const root = document.getElementById("lines");
const { document: page, words, turned } = root.dataset;
const say = sayer(JSON.parse(words));
const told = { working: document.getElementById("working"), refused: document.getElementById("refused") };
const heading = document.getElementById("heading");
const form = document.getElementById("told");

/** @typedef {{at: number, out?: boolean}} Line; `out`: what is below it is no row */
/** @type {{leaf: number, xs: Line[], ys: Line[]}[]} */
let tables = [];
let leaves = [];
let picked = null;

async function begin() {
  const response = await fetch(`/api/pages/${page}/lines`);
  const answer = await response.json();
  if (!response.ok) {
    told.working.textContent = answer.message;
    return;
  }
  leaves = answer.leaves;
  tables = answer.ruled.map(({ leaf, xs, ys, across }) => ({
    leaf,
    xs: xs.map((at) => ({ at })),
    ys: ys.map((at, index) => ({ at, out: across.includes(index) })),
  }));
  heading.checked = answer.ruled[0]?.heading ?? true;
  draw();
}

function made(name, set) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(set)) element.setAttribute(key, value);
  return element;
}

/** Draw all anew and keep the focus on the picked line. */
function draw() {
  const pictures = leaves.map(([width, height], index) => {
    const svg = made("svg", { viewBox: `0 0 ${width} ${height}`, "data-leaf": index });
    const href = `/api/pages/${page}/leaves/${index}.jpg?width=1750&v=${turned}`;
    svg.append(made("image", { href, width, height }));
    for (const table of tables.filter((one) => one.leaf === index)) svg.append(...drawn(table));
    return svg;
  });
  document.getElementById("leaves").replaceChildren(...pictures);
  if (picked) document.getElementById(id(picked))?.focus();
  count();
}

function drawn(table) {
  const [left, right, top, foot] = edges(table);
  const shades = table.ys.slice(0, -1).flatMap((line, index) => {
    const header = heading.checked && index === 0;
    if (!line.out && !header) return [];
    const height = table.ys[index + 1].at - line.at;
    return [made("rect", { class: line.out ? "out" : "header", x: left, y: line.at, width: right - left, height })];
  });
  const upright = table.xs.map((line) => element(table, line, { x1: line.at, x2: line.at, y1: top, y2: foot }));
  const level = table.ys.map((line) => element(table, line, { x1: left, x2: right, y1: line.at, y2: line.at }));
  return [...shades, ...upright, ...level];
}

function edges({ xs, ys }) {
  return [xs[0].at, xs.at(-1).at, ys[0].at, ys.at(-1).at];
}

const isLevel = (table, line) => table.ys.includes(line);
const lined = (table, line) => (isLevel(table, line) ? table.ys : table.xs);
const id = ({ table, line }) =>
  `line-${tables.indexOf(table)}-${isLevel(table, line) ? "y" : "x"}-${lined(table, line).indexOf(line)}`;

function element(table, line, ends) {
  const level = isLevel(table, line);
  const all = lined(table, line);
  const label = say(level ? "row_line" : "column_line", { at: all.indexOf(line) + 1, of: all.length });
  const [width, height] = leaves[table.leaf];
  const group = made("g", {
    id: id({ table, line }), class: level ? "line level" : "line", tabindex: 0, role: "slider",
    "aria-label": label, "aria-orientation": level ? "vertical" : "horizontal",
    "aria-valuemin": 0, "aria-valuemax": level ? height : width, "aria-valuenow": Math.round(line.at),
  });
  group.append(made("line", { class: "grip", ...ends }), made("line", { class: "drawn", ...ends }));
  group.addEventListener("focus", () => (picked = { table, line }));
  group.addEventListener("pointerdown", (event) => drag(event, table, line));
  return group;
}

function count() {
  const columns = tables.reduce((sum, { xs }) => sum + xs.length - 1, 0);
  const rows = Math.max(0, ...tables.map(({ ys }) => ys.slice(0, -1).filter(({ out }) => !out).length));
  const entries = Math.max(0, rows - (heading.checked ? 1 : 0));
  told.working.textContent = say("found_lines", { columns, rows: entries });
}

/** Put a line somewhere between its neighbours. */
function put(table, line, at) {
  const all = lined(table, line);
  const index = all.indexOf(line);
  const [width, height] = leaves[table.leaf];
  const least = (all[index - 1]?.at ?? -NEAR) + NEAR;
  const most = (all[index + 1]?.at ?? (isLevel(table, line) ? height : width) + NEAR) - NEAR;
  line.at = Math.round(10 * Math.min(Math.max(at, least), most)) / 10;
}

function drag(event, table, line) {
  event.preventDefault();
  picked = { table, line };
  document.getElementById(id(picked)).focus();
  const svg = event.target.closest("svg");
  const leaf = table.leaf;
  const moved = ({ clientX, clientY }) => {
    const box = svg.getBoundingClientRect();
    const [width, height] = leaves[leaf];
    const at = isLevel(table, line) ? ((clientY - box.top) * height) / box.height : ((clientX - box.left) * width) / box.width;
    put(table, line, at);
    const level = isLevel(table, line);
    for (const one of document.getElementById(id(picked)).children) {
      for (const end of level ? ["y1", "y2"] : ["x1", "x2"]) one.setAttribute(end, line.at);
    }
  };
  const done = () => {
    window.removeEventListener("pointermove", moved);
    draw();
  };
  window.addEventListener("pointermove", moved);
  window.addEventListener("pointerup", done, { once: true });
}

/** A new line half-way to the next one (or the one before the last). */
function add(table, all, line) {
  const index = Math.min(Math.max(all.indexOf(line), 0), all.length - 2);
  const [one, next] = [all[index], all[index + 1]];
  if (next.at - one.at < 2 * NEAR) return;
  const fresh = { at: Math.round((one.at + next.at) / 2) };
  all.splice(index + 1, 0, fresh);
  picked = { table, line: fresh };
  draw();
}

function remove() {
  if (!picked) return;
  const all = lined(picked.table, picked.line);
  if (all.length <= 2) return;
  const index = all.indexOf(picked.line);
  all.splice(index, 1);
  picked = { table: picked.table, line: all[Math.min(index, all.length - 1)] };
  draw();
}

/** A table over most of a leaf that has none. */
function addTable() {
  const leaf = leaves.findIndex((_, index) => !tables.some((one) => one.leaf === index));
  if (leaf < 0) return;
  const [width, height] = leaves[leaf];
  const lines = (size, parts) => parts.map((part) => ({ at: Math.round(size * part) }));
  tables.push({ leaf, xs: lines(width, [0.05, 0.5, 0.95]), ys: lines(height, [0.1, 0.2, 0.9]) });
  tables.sort((a, b) => a.leaf - b.leaf);
  picked = { table: tables.find((one) => one.leaf === leaf), line: null };
  picked.line = picked.table.xs[1];
  draw();
}

function noRow() {
  if (!picked || !isLevel(picked.table, picked.line)) return;
  picked.line.out = !picked.line.out;
  draw();
}

function ruled() {
  return tables.map(({ leaf, xs, ys }) => ({
    leaf,
    xs: xs.map(({ at }) => at),
    ys: ys.map(({ at }) => at),
    across: ys.slice(0, -1).flatMap(({ out }, index) => (out ? [index] : [])),
    heading: heading.checked,
  }));
}

/** Say it of the page; then show the page as it is. */
async function tell(body) {
  for (const button of root.querySelectorAll("button")) button.disabled = true;
  const job = { name: say("reading"), url: `/api/pages/${page}/told`, body: { version: Number(root.dataset.version), ...body } };
  if (await sendAll([job], say, told)) location.reload();
  else for (const button of root.querySelectorAll("button")) button.disabled = false;
}

const table = () => picked?.table ?? tables[0];
const acts = {
  turn_right: () => tell({ turn: 90 }),
  turn_left: () => tell({ turn: 270 }),
  turn_over: () => tell({ turn: 180 }),
  add_column: () => table() && add(table(), table().xs, picked?.line),
  add_row: () => table() && add(table(), table().ys, picked?.line),
  remove,
  no_row: noRow,
  add_table: addTable,
  read_lines: () => tell({ ruled: ruled() }),
};

function meant({ key, code, shiftKey, ctrlKey, altKey, metaKey }) {
  if (ctrlKey && code === "Enter") return acts.read_lines;
  if (ctrlKey || altKey || metaKey) return null;
  const letters = { KeyC: acts.add_column, KeyW: acts.add_row, KeyN: noRow, KeyT: addTable, KeyH: toggle };
  if (letters[code]) return letters[code];
  if (!picked) return null;
  const level = isLevel(picked.table, picked.line);
  const by = { ArrowLeft: level ? 0 : -1, ArrowRight: level ? 0 : 1, ArrowUp: level ? -1 : 0, ArrowDown: level ? 1 : 0 }[key];
  if (by !== undefined) return () => step(by * (shiftKey ? FAR : STEP));
  if (key === "Insert") return () => add(picked.table, lined(picked.table, picked.line), picked.line);
  return key === "Delete" ? remove : null;
}

function step(by) {
  if (!by) return;
  put(picked.table, picked.line, picked.line.at + by);
  draw();
}

function toggle() {
  heading.checked = !heading.checked;
  draw();
}

root.addEventListener("keydown", (event) => {
  if (event.isComposing || event.target.closest("form")) return;
  const act = meant(event);
  if (!act) return;
  event.preventDefault();
  act();
});
root.addEventListener("click", (event) => {
  const act = event.target.closest("[data-act]")?.dataset.act;
  if (act) acts[act]();
});
heading.addEventListener("change", draw);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const what = said(form);
  if (Object.keys(what).length) tell(what);
});
open(form);
begin();

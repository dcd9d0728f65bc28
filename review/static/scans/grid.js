/** The pages of a batch: moved among and chosen by keyboard, turned, marked, described, ordered. */

import { sayer } from "../strip/dom.js";
import { open, renew, said, sendAll } from "./sent.js";

const EVERY = 2500;
const root = document.getElementById("grid");
const tiles = document.getElementById("tiles");
const facts = document.getElementById("facts");
const form = document.getElementById("told");
const told = { working: document.getElementById("working"), refused: document.getElementById("refused") };
const say = sayer(JSON.parse(root.dataset.words));
const turns = new Map();
let busy = false;

const all = () => [...tiles.children];
const now = () => tiles.querySelector("[tabindex='0']") ?? tiles.firstElementChild;

/** The chosen pages, or the one that has the focus. */
function chosen() {
  const found = all().filter((tile) => tile.getAttribute("aria-selected") === "true");
  return found.length || !now() ? found : [now()];
}

function focus(tile, keep = false) {
  if (!tile) return;
  for (const one of all()) one.tabIndex = one === tile ? 0 : -1;
  if (!keep) tile.focus();
}

function select(tile, on) {
  tile.setAttribute("aria-selected", String(on));
  count();
}

function count() {
  const found = all().filter((tile) => tile.getAttribute("aria-selected") === "true").length;
  document.getElementById("count").textContent = say("selected", { count: found });
}

/** How many tiles stand in a line. */
function across() {
  const top = all()[0]?.offsetTop;
  return Math.max(1, all().filter((tile) => tile.offsetTop === top).length);
}

function go(by, extend) {
  const at = all().indexOf(now());
  const next = all()[Math.min(Math.max(at + by, 0), all().length - 1)];
  if (extend) for (const tile of [now(), next]) select(tile, true);
  focus(next);
}

/** Send jobs for the chosen pages that were read, then show them as they are now. */
async function work(pages, job) {
  const known = pages.filter((tile) => tile.dataset.document);
  if (busy || !known.length) {
    if (!known.length) told.working.textContent = say("unread");
    return;
  }
  busy = true;
  const jobs = known.map((tile) => ({ name: tile.dataset.name, ...job(tile) }));
  await sendAll(jobs, say, told);
  busy = false;
  await show();
}

async function show() {
  const before = new Set(chosen().map((tile) => tile.id));
  const at = now()?.id;
  await renew("facts", "tiles").catch(() => {});
  for (const tile of all()) if (before.size > 1 && before.has(tile.id)) select(tile, true);
  focus(document.getElementById(at) ?? all()[0], !tiles.contains(document.activeElement));
  for (const id of turns.keys()) preview(document.getElementById(id));
  count();
}

function turn(by) {
  for (const tile of chosen().filter((one) => one.dataset.document)) {
    turns.set(tile.id, ((turns.get(tile.id) ?? 0) + by + 360) % 360);
    preview(tile);
  }
}

function preview(tile) {
  if (!tile) return;
  const by = turns.get(tile.id) ?? 0;
  tile.dataset.turn = by;
  tile.querySelector(".turned").hidden = !by;
}

async function readAgain() {
  const wanted = all().filter((tile) => turns.get(tile.id));
  await work(wanted.length ? wanted : [], (tile) => {
    const by = turns.get(tile.id);
    turns.delete(tile.id);
    return { url: `/api/pages/${tile.dataset.document}/told`, body: { version: Number(tile.dataset.version), turn: by } };
  });
}

function mark() {
  return work(chosen(), (tile) => ({
    url: `/api/pages/${tile.dataset.document}/flag`,
    body: { version: Number(tile.dataset.version), flag: tile.dataset.flag ? null : "rescan" },
  }));
}

async function order(by) {
  const tile = now();
  if (busy || !tile) return;
  busy = true;
  const url = `/api/batches/${root.dataset.batch}/move`;
  await sendAll([{ name: tile.dataset.name, url, body: { entry: Number(tile.dataset.entry), by } }], say, told);
  busy = false;
  await show();
}

const acts = {
  open: () => {
    const page = now()?.dataset.document;
    if (page) location.assign(`/records/${page}`);
    else told.working.textContent = say("unread");
  },
  lines: () => {
    const page = now()?.dataset.document;
    if (page) location.assign(`/pages/${page}/lines`);
    else told.working.textContent = say("unread");
  },
  turn_right: () => turn(90),
  turn_left: () => turn(-90),
  read_again: readAgain,
  mark,
  earlier: () => order(-1),
  later: () => order(1),
};

/** What a key does in the grid; none for keys that are not ours. */
function meant(event) {
  const { key, code, ctrlKey, altKey, shiftKey, metaKey } = event;
  if (metaKey) return null;
  if (ctrlKey) return { Enter: acts.read_again, KeyA: () => all().forEach((tile) => select(tile, true)) }[code];
  if (altKey) return { ArrowLeft: acts.earlier, ArrowRight: acts.later }[key];
  const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -across(), ArrowDown: across(), Home: -1e6, End: 1e6 };
  if (key in steps) return () => go(steps[key], shiftKey);
  return {
    Enter: acts.open,
    Space: () => select(now(), now().getAttribute("aria-selected") !== "true"),
    Escape: () => all().forEach((tile) => select(tile, false)),
    KeyR: shiftKey ? acts.turn_left : acts.turn_right,
    KeyM: acts.mark,
    KeyL: acts.lines,
    KeyK: () => form.elements.kind.focus(),
  }[code];
}

tiles.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const act = meant(event);
  if (!act) return;
  event.preventDefault();
  act();
});
tiles.addEventListener("focusin", (event) => focus(event.target.closest("[role=option]"), true));
tiles.addEventListener("click", (event) => {
  const tile = event.target.closest("[role=option]");
  if (!tile) return;
  focus(tile);
  select(tile, tile.getAttribute("aria-selected") !== "true");
});
tiles.addEventListener("dblclick", () => acts.open());
root.addEventListener("click", (event) => {
  const act = event.target.closest("[data-act]")?.dataset.act;
  if (act) acts[act]();
});
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const what = said(form);
  if (!Object.keys(what).length) return;
  await work(chosen(), (tile) => ({
    url: `/api/pages/${tile.dataset.document}/told`,
    body: { version: Number(tile.dataset.version), ...what },
  }));
  form.reset();
  now()?.focus();
});
open(form);

/** While the batch is read the pages come in by themselves. */
function watch() {
  if (!facts.dataset.live) return;
  setTimeout(async () => {
    if (!document.hidden && !busy) {
      await show();
    }
    watch();
  }, EVERY);
}

count();
now()?.focus();
watch();

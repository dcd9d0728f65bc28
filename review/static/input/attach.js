/**
 * A layout at work on an input or textarea.
 *
 * Keys are taken on `keydown` and written with `insertText`, so that Ctrl+Z, `beforeinput`, `input`
 * and maxlength work as for any key. An input method that composes is never disturbed.
 */

import { named, RING, RING_KEY, settled, type } from "./layouts.js";

const IME_KEY = 229;
const SYLLABLES = new Intl.Segmenter("hi", { granularity: "grapheme" });
const LEAVING = new Set(["Enter", "Tab", "Escape", "ArrowUp", "ArrowDown"]);

/**
 * @param {HTMLInputElement|HTMLTextAreaElement} input
 * @param {{layout?: import("./layouts.js").Layout, figures?: "deva"|"latin", ring?: object}} [options]
 *   layout: "system" if absent; figures: the office's way, else the layout's own; ring: a key like
 *   RING_KEY
 * @returns {{setLayout: (layout: string) => void, setFigures: (way?: string) => void,
 *   detach: () => void}}
 */
export function attach(input, options = {}) {
  const chosen = { layout: "system", ring: RING_KEY, ...options, typed: false };
  const down = (event) => keydown(input, event, chosen);
  const leave = () => settle(input, chosen);
  input.addEventListener("keydown", down, true);
  input.addEventListener("blur", leave, true);
  return {
    setLayout(layout) {
      settle(input, chosen);
      chosen.layout = layout;
    },
    setFigures(way) {
      chosen.figures = way;
    },
    detach() {
      settle(input, chosen);
      input.removeEventListener("keydown", down, true);
      input.removeEventListener("blur", leave, true);
    },
  };
}

function keydown(input, event, chosen) {
  if (event.isComposing || event.keyCode === IME_KEY || event.defaultPrevented) return;
  if (input.readOnly || input.disabled) return;
  if (isKey(event, chosen.ring)) return take(input, event, { erase: 0, insert: RING });
  if (LEAVING.has(event.key)) return settle(input, chosen);
  const done = typed(input, event, chosen);
  if (done === null) return;
  chosen.typed = true;
  take(input, event, done);
}

function typed(input, event, { layout, figures }) {
  const altGraph = event.getModifierState("AltGraph");
  if (event.metaKey || (!altGraph && (event.ctrlKey || event.altKey))) return null;
  const key = named({
    code: event.code,
    key: event.key,
    shiftKey: event.shiftKey,
    capsLock: event.getModifierState("CapsLock"),
    altGraph,
  });
  const [start, end] = [input.selectionStart, input.selectionEnd];
  if (key === null || start === null || (key === "Backspace" && start !== end)) return null;
  return type(layout, input.value.slice(0, start), key, { figures });
}

/** Whether an event is the key that a constant like RING_KEY names. */
export function isKey(event, key) {
  const held = ["ctrlKey", "altKey", "shiftKey", "metaKey"];
  return event.code === key.code && held.every((one) => event[one] === Boolean(key[one]));
}

function take(input, event, { erase, insert }) {
  event.preventDefault();
  const start = Math.max(0, input.selectionStart - erase);
  replace(input, start, input.selectionEnd, insert);
}

/**
 * Writes as if typed: one step of Ctrl+Z, with its events.
 * @param {HTMLInputElement|HTMLTextAreaElement} input focused, else the browser's undo is lost
 * @param {number} start
 * @param {number} end
 * @param {string} text
 */
export function replace(input, start, end, text) {
  if (input.getRootNode().activeElement !== input) {
    input.setRangeText(text, start, end, "end");
    input.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
    return;
  }
  const [from, to] = [boundary(input.value, start), end];
  const put = input.value.slice(from, start) + text;
  input.setSelectionRange(from, to);
  if (put) document.execCommand("insertText", false, put);
  else if (from < to) document.execCommand("delete");
}

/** Chromium selects whole syllables only: a change inside one must begin where it begins. */
function boundary(text, at) {
  const found = at < text.length ? SYLLABLES.segment(text).containing(at) : undefined;
  return found === undefined ? at : found.index;
}

/**
 * Takes out what waited for a next key; the caret stays behind its letter.
 *
 * Only where a key was taken: passing through a cell must never change it.
 */
function settle(input, chosen) {
  const text = input.value;
  const whole = chosen.typed ? settled(text) : text;
  chosen.typed = false;
  if (whole === text || input.readOnly) return;
  const caret = settled(text.slice(0, input.selectionStart)).length;
  let same = 0;
  while (same < whole.length && text[same] === whole[same]) same += 1;
  let tail = 0;
  while (tail < whole.length - same && text.at(-1 - tail) === whole.at(-1 - tail)) tail += 1;
  replace(input, same, text.length - tail, whole.slice(same, whole.length - tail));
  input.setSelectionRange(caret, caret);
}

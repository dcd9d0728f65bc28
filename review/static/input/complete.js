/**
 * Completion from a column's lexicon at an input, as a WAI-ARIA combobox with a listbox.
 *
 * ↓ ↑ choose, Tab or → at the end take, Esc closes. Enter takes only what is chosen: else it is the
 * page's. After Tab on a closed vocabulary (`whole`) the cell is done and the focus moves on.
 */

import { isKey, replace } from "./attach.js";
import { suggest } from "./suggest.js";

export { suggest };

/** Opens the list without typing. */
export const LIST_KEY = { code: "ArrowDown", altKey: true, label: "Alt+↓" };

let lists = 0;

/**
 * @param {HTMLInputElement} input
 * @param {{words: string[], whole?: boolean, limit?: number, label?: string}} options words: most
 *   frequent first; label: the list's name to a screen reader
 * @returns {{setWords: (words: string[]) => void, detach: () => void}}
 */
export function complete(input, options) {
  const list = listbox(options.label ?? "सुझाव");
  const box = { input, list, options: { ...options }, found: [], chosen: -1, taking: false };
  input.insertAdjacentElement("afterend", list);
  named(input, list);
  const heard = [
    ["input", () => !box.taking && open(box), false],
    ["keydown", (event) => keydown(box, event), true],
    ["blur", () => close(box), false],
  ];
  for (const [name, act, early] of heard) input.addEventListener(name, act, early);
  list.addEventListener("mousedown", (event) => pressed(box, event));
  return {
    setWords(words) {
      box.options.words = words;
      close(box);
    },
    detach() {
      for (const [name, act, early] of heard) input.removeEventListener(name, act, early);
      list.remove();
      for (const name of ROLES) input.removeAttribute(name);
    },
  };
}

const ROLES = [
  "role",
  "aria-autocomplete",
  "aria-expanded",
  "aria-controls",
  "aria-activedescendant",
];

function listbox(label) {
  const list = document.createElement("ul");
  lists += 1;
  list.id = `input-list-${lists}`;
  list.className = "input-list";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", label);
  return list;
}

function named(input, list) {
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  input.autocomplete = "off";
}

function open(box) {
  const { words, ...how } = box.options;
  box.found = suggest(words, box.input.value, box.input.selectionStart, how);
  box.list.replaceChildren(...box.found.map(({ word }, at) => option(box, word, at)));
  box.list.hidden = box.found.length === 0;
  box.list.style.left = `${box.input.offsetLeft}px`;
  box.list.style.top = `${box.input.offsetTop + box.input.offsetHeight}px`;
  box.input.setAttribute("aria-expanded", String(!box.list.hidden));
  choose(box, -1);
}

function option(box, word, at) {
  const item = document.createElement("li");
  item.id = `${box.list.id}-${at}`;
  item.className = "input-option";
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  item.textContent = word;
  return item;
}

function close(box) {
  box.found = [];
  box.list.hidden = true;
  box.list.replaceChildren();
  box.input.setAttribute("aria-expanded", "false");
  choose(box, -1);
}

function choose(box, at) {
  box.chosen = at;
  for (const [place, item] of [...box.list.children].entries()) {
    item.setAttribute("aria-selected", String(place === at));
  }
  if (at < 0) return box.input.removeAttribute("aria-activedescendant");
  box.input.setAttribute("aria-activedescendant", box.list.children[at].id);
  return box.list.children[at].scrollIntoView({ block: "nearest" });
}

function keydown(box, event) {
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
  if (isKey(event, LIST_KEY)) {
    open(box);
    return consume(event);
  }
  if (box.list.hidden || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  act(box, event);
}

function act(box, event) {
  const last = box.found.length - 1;
  if (event.key === "ArrowDown") choose(box, box.chosen < last ? box.chosen + 1 : -1);
  else if (event.key === "ArrowUp") choose(box, box.chosen < 0 ? last : box.chosen - 1);
  else if (event.key === "Escape") close(box);
  else if (!takes(box, event)) return;
  else {
    take(box, Math.max(0, box.chosen));
    if (event.key === "Tab" && box.options.whole) return;
  }
  consume(event);
}

/** → takes the first if none is chosen; Tab and Enter only what is chosen. */
function takes(box, event) {
  if (event.key === "ArrowRight") return box.input.selectionStart === box.input.value.length;
  return box.chosen >= 0 && (event.key === "Tab" || event.key === "Enter");
}

function consume(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function take(box, at) {
  const { word, from, to } = box.found[at];
  box.taking = true;
  replace(box.input, from, to, word);
  box.taking = false;
  close(box);
}

/** A click takes an option; the focus stays in the cell. */
function pressed(box, event) {
  event.preventDefault();
  const at = [...box.list.children].indexOf(event.target.closest("[role=option]"));
  if (at >= 0) take(box, at);
}

/**
 * The picture of the chosen keyboard: a table of its keys, alone and with Shift.
 *
 * The key pressed lights up; Shift and AltGr show their level while held. F9 shows and hides it.
 */

import { isKey } from "./attach.js";
import { face, LAYOUTS, RING_KEY, ROWS } from "./layouts.js";

/** Shows and hides the picture; free in Chromium, read out by no screen reader's own command. */
export const PICTURE_KEY = { code: "F9", label: "F9" };

const WORDS = {
  hi: { shift: "शिफ़्ट", graph: "ऑल्ट-जी-आर", board: "कुंजीपटल", none: "कुंजियाँ वही लिखती हैं जो कम्प्यूटर में चुना है।" },
  en: { shift: "Shift", graph: "AltGr", board: "Keyboard", none: "The keys write what the computer is set to." },
};

/** What the keys of a layout do together; a picture of single keys does not show it. */
const HINTS = {
  inscript: { hi: "अंक के बाद / और : वही रहते हैं", en: "behind a figure / and : stay as printed" },
  remington: {
    hi: "ि व्यंजन से पहले, र् (Z) अक्षर के बाद; आधा अक्षर + ा = पूरा; अ + ा = आ, इ + र् = ई",
    en: "ि before its consonant, र् (Z) after its letter; half letter + ा is whole; अ + ा = आ, इ + र् = ई",
  },
  phonetic: {
    hi: "kh ख · ch च · chh छ · sh श · Sh ष · ksh क्ष · gy ज्ञ · .D ड़ · aa ा · ii ी · M ं · ~ ँ · _ हलन्त",
    en: "kh ख · ch च · chh छ · sh श · Sh ष · ksh क्ष · gy ज्ञ · .D ड़ · aa ा · ii ी · M ं · ~ ँ · _ halant",
  },
};

/**
 * @param {HTMLElement} container
 * @param {{layout?: import("./layouts.js").Layout, lang?: "hi"|"en", figures?: "deva"|"latin",
 *   shown?: boolean, key?: object, ring?: object}} [options] figures, ring: as given to `attach`
 * @returns {{setLayout: (layout: string) => void, toggle: () => void, detach: () => void}}
 */
export function picture(container, options = {}) {
  const chosen = { layout: "system", lang: "hi", key: PICTURE_KEY, ring: RING_KEY, ...options };
  const root = container.ownerDocument;
  const heard = { keydown: (event) => down(container, chosen, event), keyup: (event) => up(container, event) };
  draw(container, chosen);
  for (const [name, act] of Object.entries(heard)) root.addEventListener(name, act, true);
  return {
    setLayout(layout) {
      chosen.layout = layout;
      draw(container, chosen);
    },
    toggle: () => toggle(container, chosen),
    detach() {
      for (const [name, act] of Object.entries(heard)) root.removeEventListener(name, act, true);
      container.replaceChildren();
    },
  };
}

function draw(container, chosen) {
  const { hi, en } = LAYOUTS.find(({ id }) => id === chosen.layout);
  const words = WORDS[chosen.lang];
  const section = made("section", "input-picture");
  section.setAttribute("aria-label", `${words.board}: ${chosen.lang === "hi" ? hi : en}`);
  section.lang = chosen.lang;
  section.append(made("p", "input-picture-name", `${chosen.lang === "hi" ? hi : en}`));
  if (chosen.layout === "system") section.append(made("p", "", words.none));
  else {
    section.append(...ROWS.map((row, at) => line(row, at, chosen, words)));
    section.append(made("p", "input-hint", HINTS[chosen.layout][chosen.lang]));
  }
  section.append(made("p", "input-hint", `${chosen.ring.label} ०`));
  container.replaceChildren(section);
  container.hidden = !chosen.shown;
}

/** One row of keys is a table of its own, so that its keys may stand askew as on the board. */
function line(row, at, chosen, words) {
  const table = made("table", `input-row input-row-${at}`);
  const body = table.createTBody().insertRow();
  table.setAttribute("aria-label", `${at + 1}`);
  for (const key of row) body.append(cell(key, chosen, words));
  return table;
}

function cell({ code, base, shift }, { layout, figures }, words) {
  const levels = [shift, base, `AltGr+${base}`].map((key) => face(layout, key, { figures }));
  const box = made("td", "input-key");
  box.dataset.code = code;
  box.setAttribute("aria-label", said(base, levels, words));
  const names = ["input-shift", "input-base", "input-graph"];
  box.append(...names.map((name, level) => made("span", name, levels[level])));
  box.append(made("kbd", "", base.toUpperCase()));
  return box;
}

function said(base, [shifted, alone, third], words) {
  const parts = [`${base.toUpperCase()}: ${alone}`, `${words.shift} ${shifted}`];
  if (third) parts.push(`${words.graph} ${third}`);
  return parts.join(", ");
}

function made(name, className, text = "") {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.textContent = text;
  return element;
}

function toggle(container, chosen) {
  chosen.shown = !chosen.shown;
  container.hidden = !chosen.shown;
}

function down(container, chosen, event) {
  if (isKey(event, chosen.key)) {
    event.preventDefault();
    toggle(container, chosen);
  }
  held(container, event);
  container.querySelector(`[data-code="${CSS.escape(event.code)}"]`)?.classList.add("input-pressed");
}

function up(container, event) {
  held(container, event);
  for (const key of container.querySelectorAll(".input-pressed")) {
    if (key.dataset.code === event.code || event.key === "Meta") key.classList.remove("input-pressed");
  }
}

function held(container, event) {
  const section = container.firstElementChild;
  section?.classList.toggle("input-held-shift", event.shiftKey);
  section?.classList.toggle("input-held-graph", event.getModifierState("AltGraph"));
}

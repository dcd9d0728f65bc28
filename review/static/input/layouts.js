/**
 * The keyboards an officer may choose, as pure functions of the text before the caret and a key.
 *
 * Nothing here knows the page: attach.js brings keys, picture.js shows what they write.
 */

import {
  change,
  CIRCLE,
  CONSONANTS,
  figures,
  NASALS,
  NUKTA,
  OPEN,
  RING,
  SIGNS,
  VOWELS,
} from "./letters.js";
import * as romans from "./phonetic.js";
import * as typewriter from "./remington.js";
import { INSCRIPT, KEYS, ROWS } from "./tables.js";

export { figures, KEYS, RING, ROWS };

/** @typedef {"system"|"inscript"|"remington"|"phonetic"} Layout */
/** @typedef {{erase: number, insert: string}} Change UTF-16 units before the caret, then text */

/** The layouts in the order in which they are offered; `system` leaves every key alone. */
export const LAYOUTS = [
  { id: "system", hi: "कम्प्यूटर का अपना", en: "The computer's own" },
  { id: "inscript", hi: "इनस्क्रिप्ट (मंगल)", en: "InScript (Mangal)" },
  { id: "remington", hi: "रेमिंग्टन गेल", en: "Remington GAIL" },
  { id: "phonetic", hi: "रोमन से हिन्दी", en: "Phonetic (Roman)" },
];

/**
 * Writes the ring of an abbreviation (मु०अ०सं०) in every layout.
 *
 * Ctrl+' means nothing to Chromium, and Hindi keyboards of Windows have no level there. Ctrl+. and
 * Ctrl+; open the emoji list of GTK; Alt with a figure changes the tab or types a character's number.
 */
export const RING_KEY = { code: "Quote", ctrlKey: true, label: "Ctrl+'" };

const WRITE = { inscript, remington: typewriter.remington, phonetic: romans.phonetic };
const ERASE = { remington: typewriter.erased, phonetic: romans.erased };
const OPENED = new RegExp(`(?<=[${CONSONANTS}${NUKTA}])${OPEN}`, "g");
const WAITING = new RegExp(`${CIRCLE}ि?`, "g");
const BEHIND_LETTER = new RegExp(`[${CONSONANTS}${VOWELS}${SIGNS}${NASALS}${NUKTA}]${OPEN}?$`);
const BEHIND_FIGURE = new RegExp(
  `[1-9१-९]$|(?<![${CONSONANTS}${VOWELS}${SIGNS}${NASALS}${NUKTA}])[0०]$`,
);

/** InScript has no key for / and : but dates and case numbers need them; no letter follows a figure. */
function inscript(before, key) {
  if ((key === "/" || key === ":") && BEHIND_FIGURE.test(before)) return before + key;
  const text = INSCRIPT.get(key);
  return text === undefined ? null : before + text;
}

/**
 * What a key does to the text before the caret.
 * @param {Layout} layout
 * @param {string} before the text before the caret, NFC
 * @param {string} key as in tables.js: `q`, `Q`, `AltGr+q`, `Numpad1`, `Backspace`
 * @param {{figures?: "deva"|"latin"}} [options] figures: the office's way, else the layout's own
 * @returns {Change|null} null where the key is the browser's
 */
export function type(layout, before, key, options = {}) {
  if (!(layout in WRITE)) return null;
  if (key === "Backspace") return erased(layout, before);
  const plain = key.replace("Numpad", "");
  const way = options.figures ?? (layout === "phonetic" ? "deva" : null);
  const after = key === plain ? WRITE[layout](before, key) : null;
  if (after === null && key.startsWith("AltGr+")) return null;
  const done = figured(before, after ?? before + plain, way);
  return done.erase === 0 && done.insert === plain ? null : done;
}

function erased(layout, before) {
  const after = ERASE[layout]?.(before) ?? null;
  return after === null ? null : change(before, after);
}

/** Figures as the office writes them; a nought behind a letter is the ring of an abbreviation. */
function figured(before, after, way) {
  const { erase, insert } = change(before, after);
  if (/^[0०]$/.test(insert) && BEHIND_LETTER.test(before)) return { erase, insert: RING };
  return { erase, insert: way ? figures(insert, way) : insert };
}

/**
 * The name of a key event's key, by its place on the keyboard, whatever keyboard the system has.
 * @param {{code: string, key: string, shiftKey: boolean, capsLock: boolean, altGraph: boolean}} event
 * @returns {string|null} null where the key writes nothing
 */
export function named({ code, key, shiftKey, capsLock, altGraph }) {
  if (key === "Backspace" || key === " ") return key;
  if (/^Numpad\d$/.test(code)) return /^\d$/.test(key) ? code : null;
  const place = KEYS.get(code);
  if (place === undefined) return key.length === 1 && !code ? key : null;
  const shifted = shiftKey || (!capsLock && key === place.shift);
  return (altGraph ? "AltGr+" : "") + (shifted ? place.shift : place.base);
}

/**
 * A cell's text without what waited for a next key: open consonants stay as they look.
 * @param {string} text
 */
export function settled(text) {
  return text.replace(OPENED, "").replace(WAITING, "").normalize("NFC");
}

/** What a key shows on the picture of a layout; signs stand on a dotted circle. */
export function face(layout, key, options) {
  if (layout === "phonetic" && key === "c") return "च";
  const done = type(layout, "", key, options);
  const text = settled(done?.insert.replace(CIRCLE, "") ?? (key.length === 1 ? key : ""));
  return /^[\u0900-\u0903\u093a-\u093c\u093e-\u094f\u0962\u0963]/.test(text) ? CIRCLE + text : text;
}

/**
 * A typewriter's order becomes Unicode's: ि before its consonant, reph after its syllable.
 *
 * ि waits on a dotted circle (◌ि) for the consonant it belongs to, through half letters too; reph
 * (`Z`) goes before the last syllable, rakar (`z`) and nukta under its last consonant.
 */

import { CIRCLE, CONSONANTS, NASALS, NUKTA, SIGNS, VIRAMA } from "./letters.js";
import { REMINGTON } from "./tables.js";

const WAITING = `${CIRCLE}ि`;
const CLUSTER = `(?:[${CONSONANTS}]${NUKTA}?${VIRAMA})*(?:[${CONSONANTS}]${NUKTA}?)?`;
const SYLLABLE = new RegExp(`(${CLUSTER})((?:${CIRCLE})?[${SIGNS}${NASALS}]*)$`);
const TAIL = new RegExp(`[${SIGNS}${NASALS}]*$`);

/** Two signs that a typewriter strikes one over the other, and the letter they are. */
const STRUCK = new Map(
  (
    "अा=आ आॅ=ऑ आे=ओ आै=औ उु=ऊ उू=ऊ एॅ=ऍ एे=ऐ ाॅ=ॉ ाे=ो ाै=ौ ॅा=ॉ ॅं=ँ ंॅ=ँ ॉं=ाँ इर्=ई ।।=॥ " +
    "ृृ=ॄ ‘‘=“ ’’=”"
  )
    .split(" ")
    .map((pair) => pair.split("=")),
);
const COLON = /[0-9०-९;,()/*\-‘’“”÷×! ]$/;

/**
 * The text before the caret after one key; null where the key writes what is printed on it.
 * @param {string} before
 * @param {string} key as in tables.js
 */
export function remington(before, key) {
  if (key === "#" && COLON.test(before)) return `${before}:`;
  const text = REMINGTON.get(key);
  if (text === undefined) return null;
  const struck = over(before, text);
  if (struck !== null) return struck;
  if (key === "Z") return reph(before);
  if (text === "ि") return before + WAITING;
  if (text === "ा" && before.endsWith(VIRAMA)) return before.slice(0, -1);
  return before.endsWith(WAITING) ? carried(before.slice(0, -2), text) : placed(before, text);
}

function over(before, text) {
  const letter = STRUCK.get(before.slice(-1) + text);
  return letter === undefined ? null : before.slice(0, -1) + letter;
}

/** A ि waits: it goes behind a whole letter, a half letter carries it on. */
function carried(before, text) {
  if (text === "ा" && before.endsWith(VIRAMA)) return `${before.slice(0, -1)}ि`;
  if (text.endsWith(VIRAMA)) return before + text + WAITING;
  if (new RegExp(`[${CONSONANTS}]`).test(text)) return `${before}${text}ि`;
  return before + WAITING + text;
}

/** Rakar, nukta and virama belong to the consonant, not to the vowel sign behind it. */
function placed(before, text) {
  if (![`${VIRAMA}र`, NUKTA, VIRAMA].includes(text)) return before + text;
  const tail = TAIL.exec(before)[0];
  const stem = before.slice(0, before.length - tail.length) + text;
  if (text !== VIRAMA) return stem + tail;
  return tail === "ि" ? stem + WAITING : before + text;
}

/** र् before the last syllable; at the start of a word it waits for its consonant. */
function reph(before) {
  const [whole, cluster, signs] = SYLLABLE.exec(before);
  if (!cluster) return `${before}र${VIRAMA}`;
  return `${before.slice(0, before.length - whole.length)}र${VIRAMA}${cluster}${signs}`;
}

/** Backspace on a waiting ि takes its circle too; elsewhere it is the browser's. */
export function erased(before) {
  return before.endsWith(WAITING) ? before.slice(0, -2) : null;
}

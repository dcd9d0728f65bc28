/** Which words of a column's lexicon the text before the caret may become. */

import { settled } from "./layouts.js";
import { CONSONANTS } from "./letters.js";

/** @typedef {{word: string, from: number, to: number}} Suggestion `word` replaces from..to */

const FEWEST = 2;
const BETWEEN = /[\s,;:।()\/]/;
const HALF_NASAL = new RegExp(`[ङञणनम]्(?=[${CONSONANTS}])`, "g");
const LONG = new Map(Object.entries({ आ: "अ", ई: "इ", ऊ: "उ", ऐ: "ए", औ: "ओ", ऑ: "ओ" }));
const SKELETONS = new WeakMap();

/**
 * Consonants and vowel letters only: signs, nasals, nukta, rings, length and blanks are left out.
 * @param {string} text
 */
export function skeleton(text) {
  const bare = text.normalize("NFC").replace(HALF_NASAL, "").toLowerCase();
  return bare.replace(/[^\u0904-\u0939a-z1-9१-९]/g, "").replace(/[आईऊऐऔऑ]/g, (one) => LONG.get(one));
}

function skeletons(words) {
  if (!SKELETONS.has(words)) SKELETONS.set(words, words.map(skeleton));
  return SKELETONS.get(words);
}

/**
 * Prefix matches first, then words with the same consonants; within each the order of the list.
 * @param {string[]} words most frequent first; not changed in place afterwards
 * @param {string} text
 * @param {number} caret UTF-16 units
 * @param {{limit?: number, whole?: boolean}} [options] whole: the cell is one entry of the list
 * @returns {Suggestion[]}
 */
export function suggest(words, text, caret, { limit = 7, whole = false } = {}) {
  if (whole) return matches(words, text.slice(0, caret), limit, true).map(placed(0, text.length));
  if (caret < text.length && !BETWEEN.test(text[caret])) return [];
  const found = [];
  for (const from of starts(text, caret)) {
    const typed = text.slice(from, caret);
    for (const word of matches(words, typed, limit, !BETWEEN.test(typed))) {
      if (!found.some((one) => one.word === word)) found.push(placed(from, caret)(word));
    }
  }
  return found.slice(0, limit);
}

function placed(from, to) {
  return (word) => ({ word, from, to });
}

/** Where the last three words before the caret begin, the longest run of words first. */
function starts(text, caret) {
  const found = [];
  for (let at = caret; at > 0 && found.length < 3; at -= 1) {
    if (!BETWEEN.test(text[at - 1])) {
      if (at === 1 || BETWEEN.test(text[at - 2])) found.unshift(at - 1);
    } else if (at === caret) return [];
  }
  return found;
}

function matches(words, typed, limit, fuzzy) {
  const query = settled(typed).trim();
  if (!query) return [];
  const found = words.filter((word) => word.startsWith(query) && word !== query);
  if (found.length >= limit || !fuzzy) return found.slice(0, limit);
  const bones = skeleton(query);
  if (bones.length < FEWEST) return found;
  return [...found, ...alike(words, query, bones)].slice(0, limit);
}

/** The same consonants before those that only begin alike. */
function alike(words, query, bones) {
  const all = skeletons(words);
  const fits = (test) => words.filter((word, at) => !word.startsWith(query) && test(all[at]));
  const same = fits((one) => one === bones);
  return [...same, ...fits((one) => one !== bones && one.startsWith(bones))];
}

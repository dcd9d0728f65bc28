/** What may be put right in a cell's text: what is safe, and what a person must say yes to. */

import { CONSONANTS, NASALS, NUKTA, RING, SIGNS, VIRAMA, VOWELS } from "./letters.js";

/**
 * @typedef {{from: number, to: number, text: string, hi: string, en: string, safe: boolean}} Fix
 *   `text` replaces from..to (UTF-16 units); safe: changes nothing that is seen or meant
 */

const LETTER = `[${CONSONANTS}${VOWELS}${SIGNS}${NASALS}${NUKTA}]`;
const FIGURE = "[0-9०-९]";
const VISARGA = "अत|पुन|प्रात|क्रमश|अन्त|अंत|सामान्यत|विशेषत|मूलत|पूर्णत|स्वत|वस्तुत|सम्भवत|संभवत|फलत";

/** Pattern, text or function of the match, safe, Hindi, English. */
const RULES = [
  ["[^\\p{M}]\\p{M}*", (part) => part.normalize("NFC"), true, "एक रूप में लिखा", "written in one form"],
  [`(?<!${VIRAMA})[\\u200c\\u200d]|[\\u200b\\u2060\\ufeff\\u00ad]`, "", true, "अदृश्य चिह्न हटाया", "invisible sign removed"],
  ["^\\s+|\\s+$", "", true, "किनारे का खाली स्थान हटाया", "blanks at the edge removed"],
  ["\\s{2,}|[^\\S ]", " ", true, "खाली स्थान एक किया", "blanks made one"],
  [`(?<=${LETTER})[0oO°॰·•](?!${FIGURE}|[A-Za-z])`, RING, false, "संक्षेप का चिह्न ०", "the ring of an abbreviation"],
  [`(?<=${LETTER})\\.(?=${LETTER})|(?<=${LETTER}[.0०]${LETTER}+)\\.(?!${FIGURE})`, RING, false, "संक्षेप का चिह्न ०", "the ring of an abbreviation"],
  [`(?<=${LETTER}\\s?)\\|(?=\\s|$)`, "।", false, "पूर्ण विराम", "a danda"],
  [`(?<=${LETTER}):(?=${LETTER})|(?<=(?<!${LETTER})(?:${VISARGA})):`, "ः", false, "विसर्ग", "a visarga"],
].map(([pattern, ...rest]) => [new RegExp(pattern, "gu"), ...rest]);

/**
 * Suggestions in the order of the text, none overlapping.
 * @param {string} text
 * @returns {Fix[]}
 */
export function fixed(text) {
  const found = RULES.flatMap((rule) => fixes(text, rule));
  found.sort((one, other) => one.from - other.from);
  let end = 0;
  return found.filter(({ from, to }) => {
    const free = from >= end;
    if (free) end = to;
    return free;
  });
}

function fixes(text, [pattern, put, safe, hi, en]) {
  return [...text.matchAll(pattern)]
    .map(({ 0: part, index }) => ({
      from: index,
      to: index + part.length,
      text: typeof put === "string" ? put : put(part),
      hi,
      en,
      safe,
    }))
    .filter((fix) => fix.text !== text.slice(fix.from, fix.to));
}

/**
 * The text with fixes done: the safe ones, unless others are given.
 * @param {string} text
 * @param {Fix[]} [fixes] in the order of the text, as from `fixed`
 */
export function done(text, fixes = fixed(text).filter((fix) => fix.safe)) {
  return fixes.reduceRight(
    (whole, { from, to, text: put }) => whole.slice(0, from) + put + whole.slice(to),
    text,
  );
}

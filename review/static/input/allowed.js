/** Characters that cannot stand in a column, with the reason in Hindi and English. */

import { CIRCLE, CONSONANTS, NASALS, NUKTA, SIGNS, VIRAMA, VOWELS } from "./letters.js";

/** @typedef {{char: string, at: number, hi: string, en: string}} Refusal `at` in UTF-16 units */

const LETTERS = "A-Za-z\\u0904-\\u0939\\u093c-\\u094d\\u0900-\\u0903\\u0958-\\u0961\\u0970\\u0972";
const FIGURES = "0-9\\u0966-\\u096f";
const JOINERS = "\\u200c\\u200d";
const WRITTEN = `${LETTERS}${FIGURES}${JOINERS} .,:;/()\\-–—'"‘’“”&+`;

/** What may stand in a column of each type; `text` takes whatever is a character at all. */
const ALLOWED = {
  serial: `${FIGURES} .()/\\-`,
  date: `${LETTERS}${FIGURES}${JOINERS} .,:;/()\\-–—`,
  amount: `${LETTERS}${FIGURES}${JOINERS} .,:/()\\-–—₹+×*%½¼¾&`,
  case: WRITTEN,
  sections: `${WRITTEN}\\[\\]{}`,
  code: `${WRITTEN}#_\\\\`,
  person: `${WRITTEN}@।॥`,
  officer: `${WRITTEN}@।॥`,
  place: `${WRITTEN}@।॥#`,
};
const NAMED = new Map(
  Object.entries(ALLOWED).map(([type, chars]) => [type, new RegExp(`[^${chars}]`, "u")]),
);
const STOPPED = new Set(["serial", "date", "amount", "case", "sections", "code"]);

const WHY = {
  parts: ["अक्षर टुकड़ों में लिखा है; इसे एक रूप में लिखें", "written in parts; let it be put right"],
  waiting: ["ि के बाद उसका व्यंजन लिखें", "write the consonant that this ि belongs to"],
  two: ["एक अक्षर पर दो मात्राएँ नहीं लगतीं", "a letter carries one vowel sign, not two"],
  onVowel: ["स्वर पर मात्रा नहीं लगती", "a vowel letter carries no vowel sign"],
  halved: ["हलन्त के बाद मात्रा नहीं लगती", "no vowel sign stands behind a halant"],
  bare: ["मात्रा बिना व्यंजन के है", "a vowel sign needs a consonant before it"],
  virama: ["हलन्त बिना व्यंजन के है", "a halant needs a consonant before it"],
  nukta: ["नुक़्ता बिना व्यंजन के है", "a nukta needs a consonant before it"],
  nasal: ["बिन्दु या विसर्ग बिना अक्षर के है", "this sign needs a letter before it"],
  joiner: ["यहाँ अदृश्य जोड़-चिह्न का कोई काम नहीं", "an invisible joiner changes nothing here"],
  control: ["यह लिखने योग्य अक्षर नहीं है", "this is not a character that can be written"],
  foreign: ["यह दूसरी लिपि का अक्षर है", "this belongs to another script"],
  danda: ["अंकों में पूर्ण विराम नहीं आता; / या 1 लिखें", "no danda in figures; write / or 1"],
  letter: ["इस स्तम्भ में केवल अंक लिखें", "only figures stand in this column"],
  sign: ["यह चिह्न इस स्तम्भ में नहीं आता", "this sign does not occur in this column"],
};

const BASE = `[${CONSONANTS}]${NUKTA}?`;
/** Each rule: what must not be (the offending character last), and why. The first that fits wins. */
const SHAPES = [
  [`${CIRCLE}ि?`, "waiting"],
  [`(?<=[${SIGNS}])[${SIGNS}]`, "two"],
  [`(?<=[${VOWELS}])[${SIGNS}]`, "onVowel"],
  [`(?<=${VIRAMA})[${SIGNS}]`, "halved"],
  [`(?<!${BASE})[${SIGNS}]`, "bare"],
  [`(?<!${BASE})${VIRAMA}`, "virama"],
  [`(?<![${CONSONANTS}])${NUKTA}`, "nukta"],
  [`(?<![${CONSONANTS}${VOWELS}${SIGNS}${NUKTA}])[${NASALS}]`, "nasal"],
  [`(?<!${VIRAMA})[\\u200c\\u200d]|\\u200c(?![${CONSONANTS}])`, "joiner"],
  ["[\\u200b\\u2060\\ufeff\\u00ad]", "joiner"],
].map(([pattern, why]) => [new RegExp(pattern, "u"), why]);

const CONTROL = /[\p{Cc}\p{Cn}\p{Co}\p{Cs}\ufffd]/u;
const FOREIGN = /[^\p{Script=Devanagari}\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;
const FOREIGN_IN_TEXT = new RegExp(FOREIGN.source.replace("]", "\\p{Script=Arabic}]"), "u");
const DANDA = new RegExp(`[।॥](?=\\s*[${FIGURES}])|(?<=[${FIGURES}]\\s*)[।॥]`, "u");

function refusal(char, at, why) {
  const [hi, en] = WHY[why];
  return { char, at, hi, en };
}

/**
 * The first character that cannot stand in a column of this type; null if all may stand.
 *
 * While a layout is at work, give it `settled(text)` of layouts.js: what waits for a key is no fault.
 * @param {string} type one of classifiers' column types; an unknown one is taken as text
 * @param {string} text
 * @returns {Refusal|null}
 */
export function refused(type, text) {
  const found = [parts(text), ...SHAPES.map(([test, why]) => first(text, test, why))];
  found.push(first(text, CONTROL, "control"));
  found.push(first(text, NAMED.has(type) ? FOREIGN : FOREIGN_IN_TEXT, "foreign"));
  if (STOPPED.has(type)) found.push(first(text, DANDA, "danda"));
  if (NAMED.has(type)) found.push(strange(type, text));
  return found.filter(Boolean).sort((one, other) => one.at - other.at)[0] ?? null;
}

function first(text, test, why) {
  const match = test.exec(text);
  return match && refusal(match[0], match.index, why);
}

function parts(text) {
  const whole = text.normalize("NFC");
  if (whole === text) return null;
  let at = 0;
  while (text[at] === whole[at]) at += 1;
  return refusal(String.fromCodePoint(text.codePointAt(at)), at, "parts");
}

function strange(type, text) {
  const match = NAMED.get(type).exec(text);
  if (!match) return null;
  if (/[।॥]/.test(match[0])) return refusal(match[0], match.index, "danda");
  const letter = type === "serial" && /[\p{L}\p{M}]/u.test(match[0]);
  return refusal(match[0], match.index, letter ? "letter" : "sign");
}

export { done, fixed } from "./fixed.js";

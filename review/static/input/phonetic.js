/**
 * Hindi from Roman letters as they are typed, by rules without a dictionary.
 *
 * After ITRANS, with the habits of those who write Hindi in Roman letters:
 *
 * | typed | is |
 * |---|---|
 * | k kh g gh, ch chh j jh, T Th D Dh N, t th d dh n, p ph b bh m, y r l v/w, s h | the rows |
 * | sh, Sh (or S, shh) | श, ष |
 * | ksh or x, tr, shr, jn or gy | क्ष, त्र, श्र, ज्ञ (ग्य is gY or g_y) |
 * | .D .Dh (also .d .dh) | ड़ ढ़ |
 * | q K G z f | क़ ख़ ग़ ज़ फ़ |
 * | JN GN | ञ ङ |
 * | a aa/A i ii/ee/I u uu/oo/U R/RRi e ai o au O | अ आ इ ई उ ऊ ऋ ए ऐ ओ औ ऑ, or their signs |
 * | aii, auu | अई (कई), अऊ (मऊ) |
 * | M or .n, ~ or .N, H | ं, ँ, ः |
 * | _ or .h | halant that stays: arthaat_ → अर्थात् |
 * | \| , \|\| | ।, ॥ |
 *
 * A consonant stays open until a vowel closes it; open consonants join (`tr` → त्र). What is open
 * at the end of a word stays as it looks: `raam` → राम. Small n is always न: write M for ं.
 */

import { CONSONANTS, NUKTA, OPEN, SIGN_OF, VIRAMA } from "./letters.js";

function pairs(text) {
  return new Map(text.normalize("NFC").split(" ").map((pair) => pair.split("=")));
}

const LETTERS = pairs(
  "k=क g=ग j=ज J=झ T=ट D=ड N=ण t=त d=द n=न p=प P=फ b=ब B=भ m=म y=य Y=य r=र l=ल L=ळ v=व V=व w=व " +
    "W=व s=स S=ष h=ह x=क्ष X=क्ष q=क़ K=ख़ G=ग़ z=ज़ Z=ज़ f=फ़ F=फ़ C=छ",
);
/** An open consonant and a key that makes another letter of it. */
const JOINED = pairs(
  "क्सh=क्ष कh=ख गh=घ चh=छ छh=छ जh=झ टh=ठ डh=ढ ड़h=ढ़ तh=थ दh=ध पh=फ बh=भ सh=श शh=ष षh=ष " +
    "गy=ज्ञ जn=ज्ञ झN=ञ ग़N=ङ",
);
const VOWELS = pairs("a=अ A=आ i=इ I=ई u=उ U=ऊ R=ऋ e=ए o=ओ E=ए O=ऑ");
/** A vowel as it stands and a key that makes another vowel of it. */
const GROWN = pairs(
  "अa=आ अi=ऐ अu=औ इi=ई उu=ऊ एe=ई ओo=ऊ ऐi=अई औu=अऊ िi=ी ुu=ू ेe=ी ोo=ू ैi=ई ौu=ऊ ृi=ृ ृR=ृ ऋi=ऋ ऋR=ऋ",
);
/** Behind a closed consonant a vowel grows out of its अ. */
const INHERENT = pairs("a=ा i=ै u=ौ");
const MARKS = pairs("M=ं ~=ँ H=ः");
const DOTTED = pairs("n=ं N=ँ D=ड़ d=ड़ h=्");

const CLOSED = new RegExp(`[${CONSONANTS}]${NUKTA}?$`);
const OPENED = new RegExp(`[${CONSONANTS}]${NUKTA}?${OPEN}$`);

/**
 * The text before the caret after one key; null where the key writes what is printed on it.
 * @param {string} before
 * @param {string} key as in tables.js
 */
export function phonetic(before, key) {
  if (key.length !== 1) return null;
  if (before.endsWith(".") && DOTTED.has(key)) return dotted(before.slice(0, -1), key);
  if (key === "c") return before.endsWith("c") ? `${consonant(before.slice(0, -1), "च")}c` : `${before}c`;
  if (before.endsWith("c") && key === "h") return consonant(before.slice(0, -1), "च");
  if (VOWELS.has(key)) return vowel(before, key);
  if (LETTERS.has(key)) return joined(before, key) ?? consonant(before, LETTERS.get(key));
  return other(before, key);
}

function open(before) {
  return OPENED.test(before) ? before.slice(0, -1) : null;
}

function consonant(before, letter) {
  const stem = open(before);
  return `${stem === null ? before : stem + VIRAMA}${letter}${OPEN}`;
}

function joined(before, key) {
  const stem = open(before);
  if (stem === null) return null;
  for (const length of [3, 2, 1]) {
    const letter = JOINED.get(stem.slice(-length) + key);
    if (letter !== undefined) return stem.slice(0, -length) + letter + OPEN;
  }
  return null;
}

function vowel(before, key) {
  const stem = open(before);
  const letter = VOWELS.get(key);
  if (stem !== null) return key === "a" ? stem : stem + SIGN_OF.get(letter);
  const grown = GROWN.get(before.slice(-1) + key);
  if (grown !== undefined) return before.slice(0, -1) + grown;
  if (CLOSED.test(before) && INHERENT.has(key)) return before + INHERENT.get(key);
  return before + letter;
}

function dotted(before, key) {
  const text = DOTTED.get(key);
  if (key === "D" || key === "d") return consonant(before, text);
  if (key === "h" && open(before) === null) return null;
  return (open(before) ?? before) + text;
}

function other(before, key) {
  const stem = open(before);
  if (MARKS.has(key)) return (stem ?? before) + MARKS.get(key);
  if (key === "_" && stem !== null) return stem + VIRAMA;
  if (key === "|") return before.endsWith("।") ? `${before.slice(0, -1)}॥` : `${stem ?? before}।`;
  return stem === null || key === "." ? null : stem + key;
}

/** Backspace takes the last consonant and opens the one before it; elsewhere it is the browser's. */
export function erased(before) {
  const stem = open(before);
  if (stem === null) return null;
  const rest = stem.replace(new RegExp(`.${NUKTA}?$`, "u"), "");
  return rest.endsWith(VIRAMA) ? rest.slice(0, -1) + OPEN : rest;
}

/** The letters of Hindi by what they do in a syllable, and two signs that wait for the next key. */

export const VIRAMA = "्";
export const NUKTA = "़";
export const RING = "०";

/** Ends a syllable that the next key may still change; invisible, never left in a finished cell. */
export const OPEN = "\u200c";

/** Carries a ि typed before its consonant, as a typewriter does; never left in a finished cell. */
export const CIRCLE = "\u25cc";

/** Ranges for a character class. */
export const CONSONANTS = "\u0915-\u0939\u0958-\u095f\u0978-\u097f";
export const VOWELS = "\u0904-\u0914\u0960\u0961\u0972-\u0977";
export const SIGNS = "\u093a\u093b\u093e-\u094c\u094e\u094f\u0955-\u0957\u0962\u0963";
export const NASALS = "\u0900-\u0903";

const DEVA = "०१२३४५६७८९";

/** Vowel letters and their signs. */
export const SIGN_OF = new Map(
  "आा इि ईी उु ऊू ऋृ ॠॄ एे ऐै ओो औौ ऑॉ ऍॅ".split(" ").map((pair) => [pair[0], pair[1]]),
);

/**
 * Figures in the office's way of writing; all else stays.
 * @param {string} text
 * @param {"deva"|"latin"} way
 */
export function figures(text, way) {
  if (way === "latin") return text.replace(/[०-९]/g, (figure) => String(DEVA.indexOf(figure)));
  return text.replace(/[0-9]/g, (figure) => DEVA[Number(figure)]);
}

/**
 * The smallest change that makes `after` of `before`, both ending at the caret.
 * @param {string} before
 * @param {string} after
 * @returns {{erase: number, insert: string}} UTF-16 units to erase before the caret, text to insert
 */
export function change(before, after) {
  const whole = after.normalize("NFC");
  let same = 0;
  while (same < before.length && same < whole.length && before[same] === whole[same]) same += 1;
  return { erase: before.length - same, insert: whole.slice(same) };
}

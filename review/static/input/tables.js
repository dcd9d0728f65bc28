/**
 * What each key writes on InScript and on Remington GAIL, as data.
 *
 * A key is named by what it writes on a US keyboard (`q`, `Q`, `%`); `AltGr+q` is the third level.
 * Where a table is silent, the key writes what is printed on it.
 */

const ZWNJ = "\u200c";
const ZWJ = "\u200d";

/** The keys of a US keyboard by their `KeyboardEvent.code`: alone and with Shift, row by row. */
export const ROWS = [
  "Backquote`~ Digit1 1! Digit2 2@ Digit3 3# Digit4 4$ Digit5 5% Digit6 6^ Digit7 7& " +
    "Digit8 8* Digit9 9( Digit0 0) Minus-_ Equal=+",
  "KeyQqQ KeyWwW KeyEeE KeyRrR KeyTtT KeyYyY KeyUuU KeyIiI KeyOoO KeyPpP " +
    "BracketLeft[{ BracketRight]} Backslash\\|",
  "KeyAaA KeySsS KeyDdD KeyFfF KeyGgG KeyHhH KeyJjJ KeyKkK KeyLlL Semicolon;: Quote'\"",
  "KeyZzZ KeyXxX KeyCcC KeyVvV KeyBbB KeyNnN KeyMmM Comma,< Period.> Slash/?",
].map((row) =>
  row
    .replace(/(Digit\d) /g, "$1")
    .split(" ")
    .map((key) => ({ code: key.slice(0, -2), base: key.at(-2), shift: key.at(-1) })),
);

/** The codes of a US keyboard: `KeyQ` → `{code, base: "q", shift: "Q"}`. */
export const KEYS = new Map(ROWS.flat().map((key) => [key.code, key]));

/** Pairs "key text" of one string, the text as it is written. */
function table(...rows) {
  const words = rows.join(" ").split(" ");
  return new Map(words.map((word) => [word[0], word.slice(1).normalize("NFC")]));
}

function graph(pairs) {
  return Object.entries(pairs).map(([key, text]) => [`AltGr+${key}`, text.normalize("NFC")]);
}

/**
 * Enhanced InScript, the layout of "Mangal" typing tests.
 *
 * Government of India, Enhanced InScript (IS 13194:1991, revised 2008); ऱ, ऩ and ळ stand where the
 * older InScript and Windows' Hindi Traditional have them.
 */
export const INSCRIPT = new Map([
  ...table(
    "!ऍ @ॅ #्र $र् %ज्ञ ^त्र &क्ष *श्र _ः +ऋ =ृ",
    "1१ 2२ 3३ 4४ 5५ 6६ 7७ 8८ 9९ 0०",
    "qौ Qऔ wै Wऐ eा Eआ rी Rई tू Tऊ yब Yभ uह Uङ iग Iघ oद Oध pज Pझ [ड {ढ ]़ }ञ \\ॉ |ऑ",
    "aो Aओ sे Sए d् Dअ fि Fइ gु Gउ hप Hफ jर Jऱ kक Kख lत Lथ ;च :छ 'ट \"ठ",
    "xं Xँ cम Cण vन Vऩ bव nल Nळ mस Mश <ष >। /य",
  ),
  ...graph({ 1: ZWJ, 2: ZWNJ, 4: "₹", "+": "ॠ", "=": "ॄ", R: "ॡ", r: "ॣ", F: "ऌ", f: "ॢ" }),
  ...graph({ i: "ग़", p: "ज़", "[": "ड़", "{": "ढ़", H: "फ़", K: "ख़", k: "क़" }),
  ...graph({ N: "ळ", X: "ॐ", ",": "॰", ".": "॥", ">": "ऽ", "/": "/", "?": "?" }),
]);

/**
 * Remington GAIL, as Windows has it; a half letter is made whole by `k` (ा), as on the machine.
 *
 * The keys are those of SIL's Remington GAIL 1.1.1, which follows Windows' Indic Input 3; the third
 * level holds the part of SIL's that Hindi needs. Figures are Latin on the keys and Devanagari with
 * AltGr. What depends on the text before the key is in remington.js.
 */
export const REMINGTON = new Map([
  ...table(
    "`़ ~द्य !। @/ #ः $* %- ^‘ &’ *द्ध (त्र )ऋ -; _. =ृ +्",
    "qु Qफ wू Wॅ eम Eम् rत Rत् tज Tज् yल Yल् uन Uन् iप Iप् oव Oव् pच Pच् [ख् {क्ष् ], }द्व \\( |)",
    "aं Aा sे Sै dक Dक् fि Fथ् gह Gळ hी Hभ् jर Jश्र kा Kज्ञ lस Lस् ;य :रू 'श् \"ष्",
    "z्र Zर् xग Xग् cब Cब् vअ Vट bइ Bठ nद Nछ mउ Mड ,ए <ढ .ण् >झ /ध् ?घ्",
  ),
  ...graph({ 1: "१", 2: "२", 3: "३", 4: "४", 5: "५", 6: "६", 7: "७", 8: "८", 9: "९", 0: "०" }),
  ...graph({ "`": ZWNJ, "~": ZWJ, "!": "ङ", "%": "%", "&": "÷", "*": "×", ")": "!", "?": "?" }),
  ...graph({ "-": "ञ", _: "ञ्", "=": "+", "+": "=", b: "ई", m: "ऊ", ",": "ँ", ".": ".", "/": "/" }),
  ...graph({ c: "ड़", P: "ढ़", u: "फ़", A: "ख़", X: "ग़", C: "ज़", ";": ";", "\\": "ऽ", "|": "ॐ" }),
]);

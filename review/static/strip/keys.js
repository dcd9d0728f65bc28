/**
 * Which key does what: shown in place, changeable, kept with the user. A key is written as the
 * keyboard has it ("Ctrl+Enter"), by place for letters so that a Hindi layout does not matter.
 */

export const ACTIONS = {
  accept: "Enter",
  back: "Shift+Enter",
  row_ok: "Ctrl+Enter",
  undo: "Ctrl+KeyZ",
  rekey: "F2",
  illegible: "F4",
  rescan: "F8",
  asked: "F10",
  next_row: "PageDown",
  previous_row: "PageUp",
  order: "Alt+KeyO",
  bigger: "Alt+Equal",
  smaller: "Alt+Minus",
  next_page: "Ctrl+Shift+Enter",
  keys: "F1",
};

/** What cannot be given away: plain typing, moving about, the keyboard's picture, the ring. */
const NEVER = /^((Shift\+)?(Key\w|Digit\d|Space|Tab|Arrow\w+|Backspace|Delete|Escape)|F9|Ctrl\+Quote)$/;

/** The name of an event's key, as "Ctrl+Alt+KeyO"; "" for a modifier alone. */
export function named(event) {
  if (/^(Control|Shift|Alt|Meta|AltGraph)/.test(event.key)) return "";
  const held = [
    [event.ctrlKey || event.metaKey, "Ctrl"],
    [event.altKey, "Alt"],
    [event.shiftKey, "Shift"],
  ];
  const code = event.code === "NumpadEnter" ? "Enter" : event.code;
  return [...held.filter(([on]) => on).map(([, name]) => name), code].join("+");
}

/** As people read it: "Ctrl+Z", "Alt+1". */
export function label(name) {
  return name.replace(/Key|Digit/, "").replace("Equal", "=").replace("Minus", "−");
}

export class Keys {
  /** @param {Record<string, string>} chosen the user's own keys, by action */
  constructor(chosen = {}) {
    this.table = { ...ACTIONS };
    for (const [action, name] of Object.entries(chosen)) {
      if (action in ACTIONS && typeof name === "string") this.table[action] = name;
    }
  }

  /** The action of an event, "pick 3" for an alternative, or null; composing is never one. */
  action(event) {
    if (event.isComposing || event.keyCode === 229) return null;
    const name = named(event);
    const digit = /^Alt\+(?:Digit|Numpad)([1-9])$/.exec(name);
    if (digit) return `pick ${digit[1]}`;
    return Object.keys(this.table).find((action) => this.table[action] === name) ?? null;
  }

  /** Give an action another key; false if that key means something else. */
  change(action, name) {
    const taken = Object.entries(this.table).some(([other, is]) => is === name && other !== action);
    if (!name || taken || NEVER.test(name) || /^Alt\+(Digit|Numpad)/.test(name)) return false;
    this.table[action] = name;
    return true;
  }

  /** Only what differs from the table as delivered. */
  get chosen() {
    const own = Object.entries(this.table).filter(([action, name]) => ACTIONS[action] !== name);
    return Object.fromEntries(own);
  }
}

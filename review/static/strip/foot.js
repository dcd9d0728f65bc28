/** The foot of the strip: every action with its key, the keyboard layout, the table of keys. */

import { LAYOUTS } from "../input/layouts.js";
import { make } from "./dom.js";
import { ACTIONS, label, named } from "./keys.js";

const SHOWN = ["accept", "row_ok", "rekey", "illegible", "rescan", "asked", "undo", "order", "bigger", "smaller", "keys"];

export class Foot {
  /**
   * @param {HTMLElement} root
   * @param {{say: Function, keys: import("./keys.js").Keys, act: Function, layout: string,
   *   lang: string, chose: Function, prefer: Function}} around
   */
  constructor(root, around) {
    Object.assign(this, { root, around });
    this.build();
  }

  build() {
    const { say, keys } = this.around;
    const buttons = SHOWN.map((action) => this.button(action, say(action), keys.table[action]));
    this.root.replaceChildren(...buttons, this.layouts());
  }

  button(action, words, key) {
    const made = make("button", { type: "button", class: "quiet", tabIndex: -1, data: { action } }, `${words} `, make("kbd", {}, label(key)));
    made.addEventListener("mousedown", (event) => event.preventDefault());
    made.addEventListener("click", () => this.around.act(action));
    return made;
  }

  layouts() {
    const { say, layout, lang, chose } = this.around;
    const options = LAYOUTS.map((one) => make("option", { value: one.id, selected: one.id === layout }, one[lang]));
    const select = make("select", { tabIndex: -1 }, ...options);
    select.addEventListener("change", () => chose(select.value));
    return make("label", {}, `${say("layout")} `, select);
  }

  /** The table of all keys, each changeable. */
  dialog() {
    const { say, keys, prefer } = this.around;
    const box = make("dialog", { "aria-label": say("keys") });
    const rows = Object.keys(ACTIONS).map((action) => this.line(action, box));
    const reset = make("button", { type: "button", class: "quiet" }, say("keys_reset"));
    reset.addEventListener("click", () => {
      Object.assign(keys.table, ACTIONS);
      prefer({ keys: {} });
      box.close();
    });
    const close = make("button", { type: "button" }, say("close"));
    close.addEventListener("click", () => box.close());
    box.append(make("h2", {}, say("keys")), make("p", { role: "status" }, say("keys_change")), make("table", {}, ...rows), close, " ", reset);
    box.addEventListener("close", () => {
      box.remove();
      this.build();
    });
    document.body.append(box);
    box.showModal();
  }

  line(action, box) {
    const { say, keys } = this.around;
    const button = make("button", { type: "button", class: "quiet" }, label(keys.table[action]));
    button.setAttribute("aria-label", `${say(action)}: ${label(keys.table[action])}`);
    button.addEventListener("click", () => this.change(action, button, box));
    return make("tr", {}, make("td", {}, say(action)), make("td", {}, button));
  }

  change(action, button, box) {
    const { say, keys, prefer } = this.around;
    const told = box.querySelector("[role=status]");
    told.textContent = say("keys_press");
    const press = (event) => {
      event.preventDefault();
      event.stopPropagation();
      const name = named(event);
      if (!name) return;
      button.removeEventListener("keydown", press, true);
      const done = name === "Escape" || keys.change(action, name);
      told.textContent = done ? say("keys_change") : say("keys_taken");
      button.textContent = label(keys.table[action]);
      if (done) prefer({ keys: keys.chosen });
    };
    button.addEventListener("keydown", press, true);
  }
}

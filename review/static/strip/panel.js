/** What is known of the cell in hand: its picture, why it is doubted, other readings by number. */

import { fixed } from "../input/allowed.js";
import { make } from "./dom.js";

const MOST = 9;

export class Panel {
  /** @param {HTMLElement} root @param {{say: Function, api: string, lang: string, pick: Function}} around */
  constructor(root, around) {
    Object.assign(this, { root, around, offers: [] });
  }

  /** Show a cell of a column. */
  show(cell, column) {
    const { say, api, drawn } = this.around;
    this.offers = offered(cell);
    const list = this.offers.map((text, i) => this.offer(text, i));
    this.fixes = make("div", {});
    this.root.replaceChildren(
      make("h2", {}, column.heading),
      make("img", { alt: say("cell_picture"), src: `${api.cells}/${cell.id}.jpg?width=700&v=${drawn}` }),
      ...cell.said.map(({ by, note }) => make("p", { class: "said" }, make("b", {}, by), ` ${note}`)),
      ...cell.reasons.map((reason) => make("p", { class: "why" }, reason)),
      cell.raw === cell.text || cell.reasons.some((one) => one.includes(cell.raw)) ? "" : make("p", { class: "why" }, `${say("raw")}: ${cell.raw || say("empty")}`),
      list.length ? make("h2", {}, say("alternatives")) : "",
      make("ol", {}, ...list),
      this.fixes,
    );
    this.typed(cell);
  }

  /** The reading under number n (from 1), if there is one. */
  reading(n) {
    return this.offers[n - 1];
  }

  /** Safe ways to write better what is typed now. */
  typed(cell) {
    const { lang } = this.around;
    this.fixes.replaceChildren(
      ...fixed(cell.draft).map((fix) => make("p", { class: "why" }, `${fix.from} → ${fix.to}: ${fix[lang]}`)),
    );
  }

  offer(text, i) {
    const { say, pick } = this.around;
    const number = make("kbd", {}, `Alt+${i + 1}`);
    const button = make("button", { type: "button", class: "quiet", tabIndex: -1 }, number, ` ${text || say("empty")}`);
    button.addEventListener("click", () => pick(text));
    return make("li", {}, button);
  }
}

function offered(cell) {
  const all = [...cell.alternatives, cell.raw].filter((text) => text !== cell.text);
  return [...new Set(all)].slice(0, MOST);
}

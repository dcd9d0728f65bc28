/** What a reviewer does to cells becomes wishes for the server, shown at once, undone by bundle. */

import { refused } from "../input/allowed.js";
import { settled } from "../input/layouts.js";
import { key } from "./outbox.js";

const MOST_SECONDS = 600;

export class Acts {
  /**
   * @param {import("./model.js").Model} model
   * @param {{send: (path: string, body: object) => void, changed: (cell: object) => void,
   *   me: string, clock?: () => number}} around `me` is the reviewer's name
   */
  constructor(model, around) {
    Object.assign(this, { model, around, bundles: [], since: 0, cell: null });
    this.clock = around.clock ?? (() => performance.now() / 1000);
  }

  /** The reviewer looks at a cell from now on. */
  look(cell) {
    if (this.cell === cell) return;
    this.cell = cell;
    this.since = this.clock();
  }

  /** Why the cell's typed text cannot stand in its column, or null. */
  wrong(cell) {
    if (cell.draft === cell.text) return null;
    const { type, only, words } = this.model.column(cell);
    if (only && !words.includes(cell.draft)) return only;
    return refused(type, settled(cell.draft));
  }

  /** Accept cells as they are typed now; null, or the first that cannot stand, with the reason. */
  accept(cells) {
    for (const cell of cells) {
      const why = this.wrong(cell);
      if (why) return { cell, why };
    }
    const mine = cells.filter((cell) => cell.flag !== "disputed");
    const open = mine.filter((cell) => cell.draft !== cell.text || cell.state === "review" || cell.flag);
    this.wish(open, (cell) => ({ act: cell.draft === cell.text ? "accept" : "correct", flag: null }));
    return null;
  }

  /** Say of a cell that it is illegible, badly scanned, or for the supervisor, perhaps in words. */
  flag(cell, flag, note = "") {
    if (cell.flag === "disputed") return;
    cell.draft = cell.text;
    this.wish([cell], () => ({ act: "flag", flag, note }));
  }

  /** The supervisor answers in words: the cell waits for review again. */
  answer(cell, note) {
    cell.draft = cell.text;
    this.wish([cell], () => ({ act: "answer", flag: null, note }));
  }

  /** Take back the last bundle of this page; its first cell, or null if there is none. */
  undo() {
    const last = this.bundles.pop();
    if (!last) return null;
    if (last.noted) last.cell.said.pop();
    this.around.send("/undo", { bundle: last.bundle, key: key() });
    return last.cell;
  }

  /** A race was lost: the cell is as others left it, and what was typed stays typed. */
  lost(told, mine) {
    this.model.take({ cells: [told] });
    const cell = this.model.byId.get(told.cell);
    if (mine !== undefined) cell.draft = mine;
    return cell;
  }

  wish(cells, made) {
    if (!cells.length) return;
    const bundle = key();
    const seconds = Math.min(this.clock() - this.since, MOST_SECONDS) / cells.length;
    const wishes = cells.map((cell) => this.one(cell, made(cell), seconds));
    this.since = this.clock();
    this.bundles.push({ bundle, cell: cells[0], noted: wishes[0].note });
    this.around.send("/edits", { bundle, wishes });
  }

  /** The wish, and the cell as it will stand once the server has done it. */
  one(cell, { act, flag, note = "" }, seconds) {
    const says = act === "flag" || act === "answer";
    const text = says ? cell.text : settled(cell.draft).normalize("NFC").trim();
    const wish = { key: key(), cell: cell.id, version: cell.version, act, text, seconds, flag, note };
    cell.version += 1;
    cell.flag = flag;
    if (says) cell.state = "review";
    else cell.state = text === cell.text && cell.state !== "corrected" ? "approved" : "corrected";
    cell.text = text;
    cell.draft = text;
    if (note) cell.said.push({ by: this.around.me, note });
    this.around.changed(cell);
    return wish;
  }
}

/** The row strip: column heads, the row's picture with its neighbours dimmed, inputs beneath. */

import { lay, make } from "./dom.js";

const NARROWEST = 0.028;

export class RowView {
  /**
   * @param {HTMLElement} root
   * @param {import("./model.js").Model} model
   * @param {{say: Function, api: string, made: Function, typed: Function, focused: Function}} around
   *   made(textarea, cell) for each new input; typed(cell); focused(cell)
   */
  constructor(root, model, around) {
    Object.assign(this, { root, model, around, row: null, inputs: new Map() });
  }

  /** Show the row of a cell, unless it is there, and put the caret in the cell. */
  show(cell) {
    if (this.row !== cell.row) this.build(cell.row);
    this.light(cell);
    const input = this.inputs.get(cell.id);
    if (document.activeElement !== input) {
      input.focus({ preventScroll: true });
      input.setSelectionRange(...doubted(cell));
    }
  }

  build(row) {
    for (const input of this.inputs.values()) input.dispatchEvent(new Event("gone"));
    this.row = row;
    this.inputs = new Map();
    const spans = widths(row);
    const heads = row.cells.map((cell, i) => this.head(cell, spans[i]));
    const cells = row.cells.map((cell, i) => this.cell(cell, spans[i], i));
    this.line = make("div", { class: "row-line" });
    this.root.replaceChildren(
      make("div", { class: "heads" }, ...heads),
      this.picture(row),
      make("div", { class: "cells" }, ...cells),
      this.line,
    );
    row.cells.forEach((cell) => this.refresh(cell));
    requestAnimationFrame(() => this.fit());
  }

  head(cell, [x0, x1]) {
    const { heading } = this.model.column(cell);
    const made = make("div", { class: "head", title: heading, data: { cell: cell.id } }, heading);
    return lay(made, [x0, 0, x1, 0], 1);
  }

  picture(row) {
    const { width, height, top, bottom } = row.strip;
    const image = make("img", { alt: "", src: `${this.around.api}/rows/${row.number}.jpg?v=${this.around.drawn}`, width, height });
    const above = lay(make("div", { class: "dim" }), [0, 0, width, top], width, height);
    const below = lay(make("div", { class: "dim" }), [0, bottom, width, height], width, height);
    this.frame = make("div", { class: "frame" });
    return make("div", { class: "picture", role: "group", tabIndex: 0, "aria-label": this.around.say("strip") }, make("div", { class: "cells-on" }, image, above, below, this.frame));
  }

  cell(cell, [x0, x1], place) {
    const column = this.model.column(cell);
    const input = make("textarea", {
      rows: 1, value: cell.draft, spellcheck: false, autocomplete: "off", id: `cell-${cell.id}`,
      readOnly: locked(cell), lang: "hi",
    });
    input.setAttribute("aria-label", `${column.heading} ${cell.row.number}`);
    input.setAttribute("aria-describedby", `mark-${cell.id}`);
    input.addEventListener("input", () => {
      cell.draft = input.value;
      this.fit();
      this.around.typed(cell);
    });
    input.addEventListener("focus", () => this.around.focused(cell));
    this.inputs.set(cell.id, input);
    this.around.made(input, cell);
    const mark = make("span", { class: "mark", id: `mark-${cell.id}` });
    const late = place >= cell.row.cells.length - 2 ? " end" : "";
    return lay(make("div", { class: `cell${late}`, data: { cell: cell.id } }, input, mark), [x0, 0, x1, 0], 1);
  }

  /** Mark a cell whose text cannot stand. */
  refused(cell, is) {
    this.inputs.get(cell.id)?.closest(".cell").classList.toggle("refused", is);
  }

  /** Whose row it is may have changed. */
  hold() {
    for (const cell of this.row.cells) this.inputs.get(cell.id).readOnly = locked(cell);
    this.about();
  }

  /** Bring a cell's input and mark in line with the model. */
  refresh(cell) {
    if (cell.row !== this.row) return;
    const input = this.inputs.get(cell.id);
    if (input.value !== cell.draft) input.value = cell.draft;
    const box = input.closest(".cell");
    box.dataset.state = cell.state;
    if (cell.flag) box.dataset.flag = cell.flag;
    else delete box.dataset.flag;
    box.querySelector(".mark").textContent = this.mark(cell);
    this.about();
  }

  mark(cell) {
    const { say } = this.around;
    if (cell.flag) return `⚑ ${say(cell.flag)}`;
    const sure = cell.unsure ? ` ${Math.round(cell.confidence * 100)} %` : "";
    if (cell.state === "review") return `? ${say("doubtful")}${sure}`;
    return { auto: "", corrected: `✎ ${say("corrected")}`, approved: `✓ ${say("approved")}` }[cell.state];
  }

  about() {
    const { say } = this.around;
    const [row, least] = [this.row, this.model.least(this.row)];
    const parts = [`${say("row")} ${row.number} ${say("of")} ${this.model.rows.length}`];
    if (least !== null) parts.push(`${say("least")}: ${Math.round(least * 100)} %`);
    const held = row.held_by ? make("span", { class: "held" }, say("held", { name: row.held_by })) : null;
    this.line.replaceChildren(make("span", {}, parts.join(" · ")), held ?? "");
  }

  light(cell) {
    const { width, height, cells } = cell.row.strip;
    lay(this.frame, cells[cell.place], width, height);
    for (const box of this.root.querySelectorAll(".head, .cell")) {
      box.classList.toggle("now", box.dataset.cell === String(cell.id));
    }
    const shown = this.root.querySelector(".picture");
    const at = (cells[cell.place][1] / height) * shown.scrollHeight;
    if (at < shown.scrollTop || at > shown.scrollTop + shown.clientHeight - 40) shown.scrollTop = at - 40;
    this.fit();
  }

  /** Inputs as high as their text; the strip as high as the highest. */
  fit() {
    let highest = 0;
    for (const input of this.inputs.values()) {
      input.style.height = "auto";
      input.style.height = `${input.scrollHeight + 4}px`;
      highest = Math.max(highest, input.closest(".cell").offsetHeight);
    }
    const cells = this.root.querySelector(".cells");
    if (cells) cells.style.height = `${highest + 4}px`;
  }
}

/** Whether the cell can be looked at only: another has its row, or two keyed it differently. */
function locked(cell) {
  return Boolean(cell.row.held_by) || cell.flag === "disputed";
}

/**
 * The words in which the text and its likeliest other reading differ, so that typing replaces
 * those alone; the whole text if there is no other, or none of its words stays.
 */
export function doubted({ draft, text, alternatives, raw }) {
  const other = [...alternatives, raw].find((one) => one && one !== draft);
  if (other === undefined || draft !== text) return [0, draft.length];
  const [own, its] = [draft.split(" "), other.split(" ")];
  let first = 0;
  while (first < own.length && own[first] === its[first]) first += 1;
  let last = 0;
  while (last < Math.min(own.length, its.length) - first && own.at(-1 - last) === its.at(-1 - last)) last += 1;
  const before = own.slice(0, first).join(" ").length + (first > 0 ? 1 : 0);
  const behind = own.slice(own.length - last).join(" ").length + (last > 0 ? 1 : 0);
  return before >= draft.length - behind ? [0, draft.length] : [before, draft.length - behind];
}

/** From where to where each cell goes, as parts of the strip; none too narrow to type in. */
function widths(row) {
  const { width, cells } = row.strip;
  return cells.map(([x0, , x1]) => {
    const from = Math.min(x0 / width, 1 - NARROWEST);
    return [from, Math.max(x1 / width, from + NARROWEST)];
  });
}

/**
 * The page as the screen knows it: rows and cells in reading order, which of them wait, and what
 * was typed and not yet saved. No DOM here.
 */

/** @typedef {{id: number, text: string, version: number, state: string, flag: ?string,
 *   confidence: number, draft: string, row: object, place: number}} Cell */

export class Model {
  /** @param {object} page what GET /api/pages/{id} gives */
  constructor(page) {
    this.page = page;
    this.rows = page.rows;
    this.rows.forEach((row) => row.cells.forEach((cell, place) => link(cell, row, place)));
    this.columns = new Map(page.columns.map((column) => [column.id, column]));
    this.cells = this.rows.flatMap((row) => row.cells);
    this.byId = new Map(this.cells.map((cell) => [cell.id, cell]));
  }

  /** The column of a cell. */
  column(cell) {
    return this.columns.get(cell.column);
  }

  /** Whether a person still has to look at the cell. */
  waits(cell) {
    return cell.state === "review" && !cell.flag;
  }

  /** How many cells wait, on the page or in a row. */
  left(row = null) {
    return (row ? row.cells : this.cells).filter((cell) => this.waits(cell)).length;
  }

  /** The least sure of a row's waiting cells, 0 to 1; null if none waits. */
  least(row) {
    const unsure = row.cells.filter((cell) => this.waits(cell)).map((cell) => cell.confidence);
    return unsure.length ? Math.min(...unsure) : null;
  }

  /** The next cell from `cell` on (step 1 or -1) that `wanted` is true of; null at the end. */
  next(cell, step, wanted = () => true) {
    const at = cell ? this.cells.indexOf(cell) : step > 0 ? -1 : this.cells.length;
    for (let i = at + step; i >= 0 && i < this.cells.length; i += step) {
      if (wanted(this.cells[i])) return this.cells[i];
    }
    return null;
  }

  /** The first cell that waits, from `cell` on and then from the top; null if none does. */
  doubtful(cell, step = 1) {
    const waits = (one) => this.waits(one);
    return this.next(cell, step, waits) ?? (step > 0 ? this.next(null, 1, waits) : null);
  }

  /** The cell beside the row's in the same column, `step` rows on; null at the edge. */
  beside(cell, step) {
    const row = this.rows[this.rows.indexOf(cell.row) + step];
    return row ? row.cells[Math.min(cell.place, row.cells.length - 1)] : null;
  }

  /** What a saved answer says of cells: versions, texts, states. */
  take(answer) {
    for (const told of answer.cells) {
      const cell = this.byId.get(told.cell);
      if (!cell || told.version < cell.version) continue;
      const untouched = cell.draft === cell.text;
      Object.assign(cell, { text: told.text, state: told.state, flag: told.flag, version: told.version });
      if (untouched) cell.draft = told.text;
    }
  }
}

function link(cell, row, place) {
  Object.defineProperty(cell, "row", { value: row });
  cell.place = place;
  cell.draft = cell.text;
}

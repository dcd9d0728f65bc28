/** What is typed and not yet accepted lies on this computer, so that a dying browser loses nothing. */

export class Drafts {
  /** @param {string} name @param {import("./model.js").Model} model */
  constructor(name, model) {
    Object.assign(this, { name, model });
  }

  /** Put back what was typed over texts that have not changed since; the cells it was put in. */
  restore() {
    const kept = JSON.parse(localStorage.getItem(this.name) ?? "{}");
    const found = this.model.cells.filter((cell) => kept[cell.id]?.over === cell.text);
    for (const cell of found) cell.draft = kept[cell.id].draft;
    return found.filter((cell) => cell.draft !== cell.text);
  }

  /** Keep what differs from the saved texts now. */
  keep() {
    const typed = this.model.cells.filter((cell) => cell.draft !== cell.text);
    const kept = typed.map((cell) => [cell.id, { over: cell.text, draft: cell.draft }]);
    if (kept.length) localStorage.setItem(this.name, JSON.stringify(Object.fromEntries(kept)));
    else localStorage.removeItem(this.name);
  }
}

/** The page beneath the strip, its row and cell lit, zoomed and moved in step with them. */

import { lay, make } from "./dom.js";

const STEPS = [0.5, 0.75, 1, 1.4, 2, 2.8];

export class Sheet {
  /** @param {HTMLElement} root @param {object} page @param {string} api */
  constructor(root, page, api) {
    this.root = root;
    this.zoom = 2;
    this.leaves = page.leaves.map(([width, height], index) => {
      const image = make("img", { alt: "", src: `${api}/leaves/${index}.jpg?width=1750&v=${page.drawn}`, width, height, loading: "lazy" });
      const row = make("div", { class: "lit", hidden: true });
      const cell = make("div", { class: "lit cell-lit", hidden: true });
      return { width, height, row, cell, box: make("div", { class: "leaf" }, image, row, cell) };
    });
    root.replaceChildren(...this.leaves.map((leaf) => leaf.box));
    this.size();
  }

  /** Light the row of a cell and the cell, and bring them into view. */
  show(cell) {
    for (const [index, leaf] of this.leaves.entries()) {
      const own = cell.row.cells.filter((one) => one.leaf === index).map((one) => one.flat);
      leaf.row.hidden = own.length === 0;
      leaf.cell.hidden = cell.leaf !== index;
      if (own.length) lay(leaf.row, around(own), leaf.width, leaf.height);
    }
    const leaf = this.leaves[cell.leaf];
    lay(leaf.cell, cell.flat, leaf.width, leaf.height);
    this.centre(leaf, cell.flat);
  }

  /** One step nearer (1) or further away (-1), about the lit cell. */
  step(by) {
    this.zoom = Math.min(Math.max(this.zoom + by, 0), STEPS.length - 1);
    this.size();
    const leaf = this.leaves.find((one) => !one.cell.hidden);
    if (leaf) leaf.cell.scrollIntoView({ block: "center", inline: "center" });
  }

  size() {
    const share = 100 / this.leaves.length;
    for (const { box } of this.leaves) box.style.width = `calc(${share * STEPS[this.zoom]}% - 2px)`;
  }

  centre(leaf, [x0, y0, x1, y1]) {
    const scale = leaf.box.clientWidth / leaf.width;
    this.root.scrollTo({
      left: leaf.box.offsetLeft - this.root.offsetLeft + ((x0 + x1) / 2) * scale - this.root.clientWidth / 2,
      top: ((y0 + y1) / 2) * scale - this.root.clientHeight / 2,
    });
  }
}

function around(boxes) {
  const at = (i, pick) => pick(...boxes.map((box) => box[i]));
  return [at(0, Math.min), at(1, Math.min), at(2, Math.max), at(3, Math.max)];
}

/** Puts the strip together: the page is fetched, held, shown; keys become acts. */

import { attach } from "../input/attach.js";
import { complete } from "../input/complete.js";
import { picture } from "../input/picture.js";
import { Acts } from "./acts.js";
import { ask } from "./ask.js";
import { make, sayer } from "./dom.js";
import { Drafts } from "./drafts.js";
import { Foot } from "./foot.js";
import { Keys } from "./keys.js";
import { Model } from "./model.js";
import { Outbox, post } from "./outbox.js";
import { Panel } from "./panel.js";
import { RowView } from "./row.js";
import { Says } from "./says.js";
import { Sheet } from "./sheet.js";

const HEARTBEAT = 40_000;

class Strip {
  constructor(root, page) {
    const { api, next, words, preferences } = root.dataset;
    Object.assign(this, { root, api, following: next, cell: null, drawn: page.drawn });
    this.preferences = JSON.parse(preferences);
    // Nobody is shown, or sends in his name, what another user of this computer typed.
    const mine = `${document.body.dataset.user}:${api}`;
    this.say = sayer(JSON.parse(words));
    this.lang = document.body.dataset.lang;
    this.leads = document.body.dataset.role === "supervisor";
    this.everyCell = this.preferences.order === "all";
    this.keys = new Keys(this.preferences.keys);
    this.model = new Model(page);
    this.says = new Says(this.say, this.preferences);
    this.drafts = new Drafts(`panji:drafts:${mine}`, this.model);
    this.acts = new Acts(this.model, {
      send: (path, body) => this.outbox.send({ url: api + path, body }),
      changed: (cell) => this.changed(cell),
      me: document.body.dataset.name,
    });
    this.parts(page);
    this.outbox = new Outbox(`panji:outbox:${mine}`, this.answers());
  }

  parts(page) {
    const { say, lang, api, drawn } = this;
    const at = (id) => document.getElementById(id);
    const typed = (cell) => this.typed(cell);
    const focused = (cell) => this.look(cell);
    this.row = new RowView(at("row"), this.model, { say, api, drawn, typed, focused, made: (input, cell) => this.made(input, cell) });
    this.sheet = new Sheet(at("sheet"), page, api);
    const pictures = { cells: this.root.dataset.cells ?? "/api/cells" };
    this.panel = new Panel(at("panel"), { say, lang, drawn, api: pictures, pick: (text) => this.pick(text) });
    this.layout = this.preferences.layout ?? "system";
    this.board = picture(at("board"), { layout: this.layout, lang });
    this.foot = new Foot(at("keys"), {
      say, lang, keys: this.keys, layout: this.layout,
      act: (action) => this.act(action),
      chose: (layout) => this.choose(layout),
      prefer: (wanted) => this.prefer(wanted),
    });
    this.root.addEventListener("keydown", (event) => this.keydown(event));
  }

  begin() {
    if (this.drafts.restore().length) this.says.tell(this.say("drafts"));
    this.hold();
    setInterval(() => this.hold(), HEARTBEAT);
    window.addEventListener("pagehide", () => post(`${this.api}/hold`, {}, "DELETE").catch(() => {}));
    const wanted = Number(new URLSearchParams(location.search).get("cell"));
    this.go(this.model.byId.get(wanted) ?? this.model.doubtful(null) ?? this.model.cells[0]);
    this.count();
  }

  /** Hold the rows; those that another has can be looked at only. */
  async hold() {
    try {
      const response = await post(`${this.api}/hold`, {});
      if (response.status === 401) return this.says.stands("login");
      if (!response.ok) return;
      const held = new Set((await response.json()).rows);
      for (const row of this.model.rows) {
        if (held.has(row.id)) row.held_by = null;
        else row.held_by ??= this.say("someone");
      }
      if (this.row.row) this.row.hold();
    } catch {
      this.outbox.flush();
    }
  }

  answers() {
    return {
      stands: (state, count) => this.says.stands(state, count),
      answered: (_, answer) => this.took(answer.cells),
      refused: (_, message) => this.says.tell(`${this.say("refused")}: ${message}`),
      clashed: (item, answer) => this.clashed(item, answer.cells ?? []),
    };
  }

  /** The server has the last word on versions and states. */
  took(cells) {
    this.model.take({ cells });
    cells.forEach(({ cell }) => this.model.byId.has(cell) && this.changed(this.model.byId.get(cell)));
  }

  clashed(item, cells) {
    for (const told of cells) {
      const mine = item.body.wishes?.find((wish) => wish.cell === told.cell)?.text;
      const cell = this.acts.lost(told, told.text);
      this.changed(cell);
      const put = (text) => {
        cell.draft = text;
        this.acts.accept([cell]);
      };
      this.says.clash(told, mine, () => mine !== undefined && put(mine));
    }
  }

  made(input, cell) {
    const column = this.model.column(cell);
    const written = attach(input, { layout: this.layout });
    const listed = column.words.length ? complete(input, { words: column.words, whole: column.closed, label: column.heading }) : null;
    input.addEventListener("gone", () => {
      written.detach();
      listed?.detach();
    });
    input.addEventListener("layout", (event) => written.setLayout(event.detail));
  }

  look(cell) {
    this.cell = cell;
    this.acts.look(cell);
    this.row.light(cell);
    this.sheet.show(cell);
    this.panel.show(cell, this.model.column(cell));
  }

  go(cell) {
    if (!cell) return;
    this.row.show(cell);
    this.ahead(cell);
  }

  /** Fetch the next row's picture before it is asked for. */
  ahead(cell) {
    const next = this.model.rows[this.model.rows.indexOf(cell.row) + 1];
    if (next) new Image().src = `${this.api}/rows/${next.number}.jpg?v=${this.drawn}`;
  }

  typed(cell) {
    const why = this.acts.wrong(cell);
    this.row.refused(cell, Boolean(why));
    this.says.tell(why ? why[this.lang] : "");
    this.panel.typed(cell);
    this.drafts.keep();
  }

  changed(cell) {
    this.row.refresh(cell);
    this.drafts.keep();
    this.count();
  }

  count() {
    const left = this.model.left();
    document.getElementById("left").textContent = left ? `${left} ${this.say("left")}` : "";
    this.says.done(left === 0, this.following);
  }

  keydown(event) {
    if (event.defaultPrevented) return;
    const action = this.keys.action(event) ?? this.moves(event);
    if (!action || (action === "undo" && this.cell.draft !== this.cell.text)) return;
    event.preventDefault();
    this.act(action);
  }

  moves(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return null;
    return { ArrowDown: "below", ArrowUp: "above", Escape: "revert" }[event.key] ?? null;
  }

  act(action) {
    if (action.startsWith("pick ")) return this.pick(this.panel.reading(Number(action.slice(5))));
    const { model, cell } = this;
    const act = {
      accept: () => this.accept([cell], () => this.onward()),
      row_ok: () => this.accept(cell.row.cells, () => this.onward(cell.row.cells.at(-1))),
      back: () => this.go(this.backward()),
      next_row: () => this.go(model.beside(cell, 1)),
      previous_row: () => this.go(model.beside(cell, -1)),
      below: () => this.go(model.beside(cell, 1)),
      above: () => this.go(model.beside(cell, -1)),
      revert: () => this.pick(cell.text),
      rekey: () => this.rekey(cell.row),
      undo: () => this.undo(),
      order: () => this.order(),
      bigger: () => this.sheet.step(1),
      smaller: () => this.sheet.step(-1),
      next_page: () => this.leave(),
      keys: () => this.foot.dialog(),
      asked: () => this.ask(cell),
    }[action];
    if (act) act();
    else if (!cell.row.held_by) {
      this.acts.flag(cell, action);
      this.onward();
    }
  }

  /** Back to what is taken back, so that it is seen. */
  undo() {
    const cell = this.acts.undo();
    if (cell) this.go(cell);
    else this.says.tell(this.say("nothing_to_undo"));
  }

  /** Ask the supervisor in words, or, as he, answer; without the words there is no answer. */
  ask(cell) {
    const { say, layout, leads } = this;
    if (cell.row.held_by) return this.says.tell(say("held", { name: cell.row.held_by }));
    if (cell.flag === "disputed") return;
    const answer = leads && cell.flag === "asked";
    ask({ say, layout, answer, said: cell.said }).then((note) => {
      if (note === null || (answer && !note)) return this.go(cell);
      if (answer) this.acts.answer(cell, note);
      else this.acts.flag(cell, "asked", note);
      return answer ? this.go(cell) : this.onward(cell);
    });
  }

  accept(cells, then) {
    if (this.cell.row.held_by) return this.says.tell(this.say("held", { name: this.cell.row.held_by }));
    const stop = this.acts.accept(cells);
    if (stop) {
      this.go(stop.cell);
      this.row.refused(stop.cell, true);
      return this.says.tell(stop.why[this.lang]);
    }
    this.says.tell("");
    return then();
  }

  onward(from = this.cell) {
    const next = this.everyCell ? this.model.next(from, 1) : this.model.doubtful(from);
    if (next) this.go(next);
  }

  backward() {
    const { model, cell } = this;
    const last = (one) => model.waits(one) || one.state !== "auto";
    return this.everyCell ? model.next(cell, -1) : model.next(cell, -1, last);
  }

  /** Put a reading in the cell; Enter then accepts it. */
  pick(text) {
    if (text === undefined || this.cell.row.held_by) return;
    this.cell.draft = text;
    this.row.refresh(this.cell);
    this.row.fit();
    this.typed(this.cell);
    this.go(this.cell);
  }

  rekey(row) {
    if (row.held_by) return;
    for (const cell of row.cells) cell.draft = "";
    row.cells.forEach((cell) => this.row.refresh(cell));
    this.go(row.cells[0]);
    this.everyCell = true;
  }

  order() {
    this.everyCell = !this.everyCell;
    this.prefer({ order: this.everyCell ? "all" : "doubt" });
    this.says.tell(this.say(this.everyCell ? "order_all" : "order_doubt"));
  }

  choose(layout) {
    this.layout = layout;
    for (const input of this.row.inputs.values()) input.dispatchEvent(new CustomEvent("layout", { detail: layout }));
    this.board.setLayout(layout);
    this.prefer({ layout });
    this.go(this.cell);
  }

  prefer(wanted) {
    post("/api/me/preferences", wanted).catch(() => {});
  }

  /** On to the next page once everything is saved; typing that was not accepted stays a draft. */
  leave() {
    if (this.outbox.empty) location.assign(this.following);
    else setTimeout(() => this.leave(), 100);
  }
}

const root = document.getElementById("strip");
if (root) {
  const answer = await fetch(root.dataset.api);
  if (answer.ok) new Strip(root, await answer.json()).begin();
  else root.replaceChildren(make("p", { class: "fault", role: "alert" }, (await answer.json()).message));
}

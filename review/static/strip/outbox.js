/**
 * Saves in the order they were made, kept on this computer until the server has answered, so that
 * neither a dropped network nor a dying browser loses one. Each has keys of its own: what arrives
 * twice counts once.
 */

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 15000;

export class Outbox {
  /**
   * @param {string} name where to keep them
   * @param {{answered: Function, clashed: Function, refused: Function, stands: Function}} told
   *   answered(item, answer), clashed(item, answer), refused(item, message),
   *   stands(state, count): "saved", "saving", "waiting" or "login"
   */
  constructor(name, told) {
    this.name = name;
    this.told = told;
    this.items = read(name);
    this.busy = false;
    this.wait = FIRST_WAIT;
    window.addEventListener("online", () => this.flush());
    if (this.items.length) this.flush();
  }

  /** Keep an item {url, body} and send it as soon as those before it are answered. */
  send(item) {
    this.items.push(item);
    this.keep();
    this.flush();
  }

  /** Whether everything has been answered. */
  get empty() {
    return this.items.length === 0;
  }

  async flush() {
    if (this.busy) return;
    this.busy = true;
    while (this.items.length) {
      this.told.stands("saving", this.items.length);
      if (!(await this.one(this.items[0]))) break;
      this.items.shift();
      this.keep();
      this.wait = FIRST_WAIT;
    }
    this.busy = false;
    if (this.empty) this.told.stands("saved", 0);
  }

  /** True if the item is done with, whatever came of it. */
  async one(item) {
    let response;
    try {
      response = await post(item.url, item.body);
    } catch {
      return this.later("waiting");
    }
    if (response.status === 401) return this.later("login");
    if (response.status === 429 || response.status >= 500) return this.later("waiting");
    const answer = await response.json().catch(() => ({}));
    if (response.ok) this.told.answered(item, answer);
    else if (response.status === 409) this.told.clashed(item, answer);
    else this.told.refused(item, answer.message ?? String(response.status));
    return true;
  }

  later(state) {
    this.told.stands(state, this.items.length);
    setTimeout(() => this.flush(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
    return false;
  }

  keep() {
    if (this.empty) localStorage.removeItem(this.name);
    else localStorage.setItem(this.name, JSON.stringify(this.items));
  }
}

/** POST JSON with the session's token. */
export function post(url, body, method = "POST") {
  const headers = { "content-type": "application/json", "x-csrf": document.body.dataset.csrf };
  return fetch(url, { method, headers, body: JSON.stringify(body), keepalive: method === "DELETE" });
}

/** A key that nobody else makes. */
export function key() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "[]");
  } catch {
    return [];
  }
}

/** What is said of a page, sent one after the other, with what was refused listed by name. */

import { make } from "../strip/dom.js";
import { post } from "../strip/outbox.js";

/** POST; {ok, answer, message} whatever happens. */
export async function send(url, body, failed) {
  try {
    const response = await post(url, body);
    const answer = await response.json().catch(() => ({}));
    return { ok: response.ok, answer, message: answer.message ?? failed };
  } catch {
    return { ok: false, answer: {}, message: failed };
  }
}

/** Do each {name, url, body} and tell how far it is; true if none was refused. */
export async function sendAll(jobs, say, { working, refused }) {
  refused.replaceChildren();
  let done = 0;
  for (const [index, { name, url, body }] of jobs.entries()) {
    working.textContent = say("working", { at: index + 1, of: jobs.length, name });
    const { ok, message } = await send(url, body, say("failed"));
    if (ok) done += 1;
    else refused.append(make("li", { class: "fault" }, `${name}: ${message}`));
  }
  working.textContent = say("worked", { count: done });
  return done === jobs.length;
}

/** The form's script listens now: let it be used. */
export function open(form) {
  form.querySelector("fieldset").disabled = false;
}

/** What the form says, leaving out what it leaves as it is. */
export function said(form) {
  const told = {};
  for (const [name, value] of new FormData(form)) {
    if (value) told[name] = ["year", "volume"].includes(name) ? Number(value) : value;
  }
  return told;
}

/** Take over these parts of the page as it is now, keeping the focus where it was. */
export async function renew(...ids) {
  const response = await fetch(location.href, { headers: { accept: "text/html" } });
  if (!response.ok || new URL(response.url).pathname !== location.pathname) return false;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const id of ids) {
    const [old, now] = [document.getElementById(id), fresh.getElementById(id)];
    if (!old || !now) continue;
    Object.assign(old.dataset, now.dataset);
    if (old.innerHTML === now.innerHTML) continue;
    const focused = old.contains(document.activeElement) ? handle(document.activeElement) : null;
    old.replaceChildren(...now.childNodes);
    if (focused) old.querySelector(focused)?.focus();
  }
  return true;
}

function handle(element) {
  if (element.id) return `#${element.id}`;
  const href = element.getAttribute("href");
  return href ? `[href="${href}"]` : null;
}

/** The words of a question to the supervisor, or of his answer. */

import { attach } from "../input/attach.js";
import { settled } from "../input/layouts.js";
import { make } from "./dom.js";

const MOST = 300;

/**
 * What was typed, "" for nothing, null if it was left with Esc.
 *
 * @param {{say: Function, layout: string, answer: boolean,
 *   said: {by: string, note: string}[]}} around `said` is what was said before
 */
export function ask({ say, layout, answer, said }) {
  const title = say(answer ? "answer" : "asked");
  const field = make("input", { type: "text", maxLength: MOST, "aria-label": say(answer ? "answer_how" : "ask_how") });
  const written = attach(field, { layout });
  const form = make("form", { method: "dialog" }, field, " ", make("button", {}, say("send")));
  const before = said.map(({ by, note }) => make("p", { class: "said" }, make("b", {}, by), ` ${note}`));
  const box = make("dialog", { "aria-label": title }, make("h2", {}, title), ...before, make("p", {}, say(answer ? "answer_how" : "ask_how")), form);
  document.body.append(box);
  box.showModal();
  field.focus();
  return new Promise((done) => {
    let sent = false;
    form.addEventListener("submit", () => (sent = true));
    box.addEventListener("close", () => {
      written.detach();
      box.remove();
      done(sent ? settled(field.value).normalize("NFC").trim() : null);
    });
  });
}

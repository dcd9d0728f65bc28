/** One cell at a station: typed in the user's layout, refused if it cannot stand, sent by its keys. */

import { refused } from "../input/allowed.js";
import { attach } from "../input/attach.js";
import { LAYOUTS, settled } from "../input/layouts.js";
import { make } from "../strip/dom.js";
import { post } from "../strip/outbox.js";
import { guarded, listen } from "./keys.js";

const form = document.querySelector("form.station");
const input = form?.querySelector("textarea");
listen();
if (form) guarded(form);
if (input) typing();
document.querySelector("[data-first]")?.focus();
input?.select();

function typing() {
  const first = input.value;
  const lang = document.body.dataset.lang;
  const told = document.getElementById("why");
  const why = (text) => (told.textContent = text);
  layouts(attach(input, { layout: document.querySelector("[data-layouts]").dataset.layouts }), lang);
  input.addEventListener("input", () => why(wrong()?.[lang] ?? ""));
  for (const button of form.querySelectorAll("[data-text]")) {
    button.addEventListener("click", () => {
      input.value = button.dataset.text;
      form.requestSubmit(form.querySelector("[data-key=Enter]"));
    });
  }
  let sure = false;
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name === "unreadable") return;
    const stop = wrong()?.[lang] ?? (form.dataset.blind && !input.value.trim() && !sure ? form.dataset.blind : "");
    sure = stop === form.dataset.blind;
    why(stop);
    if (stop) event.preventDefault();
    else input.value = settled(input.value).normalize("NFC");
  });

  /** Why the text cannot stand; what was there before may stay. */
  function wrong() {
    return input.value === first ? null : refused(form.dataset.type, settled(input.value));
  }
}

/** The choice of layouts, kept with the user. */
function layouts(written, lang) {
  const select = document.querySelector("[data-layouts]");
  const chosen = select.dataset.layouts;
  select.append(...LAYOUTS.map((one) => make("option", { value: one.id, selected: one.id === chosen }, one[lang])));
  select.addEventListener("change", () => {
    written.setLayout(select.value);
    post("/api/me/preferences", { layout: select.value }).catch(() => {});
    input.focus();
  });
}

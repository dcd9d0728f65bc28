/** A sheet of crops: arrows move between them, space marks the odd one, Enter confirms the rest. */

import { guarded, listen } from "./keys.js";

const form = document.querySelector("form.carpet");
listen();
if (form) {
  guarded(form);
  form.addEventListener("keydown", arrows);
  form.querySelector("[data-first]").focus();
}

function arrows(event) {
  const boxes = [...form.querySelectorAll("[name=odd]")];
  const at = boxes.indexOf(document.activeElement);
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across(boxes), ArrowUp: -across(boxes) }[event.key];
  if (at < 0 || !step || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  boxes[at + step]?.focus();
}

/** How many crops stand side by side. */
function across(boxes) {
  const top = (box) => box.closest("li").offsetTop;
  return boxes.filter((box) => top(box) === top(boxes[0])).length;
}

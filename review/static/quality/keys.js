/** Buttons and links say their own keys: data-key="Enter", "F4", "Alt+1", "Ctrl+ArrowRight". */

/** Let keys be pressed from now on; quality.css shows them only then. */
export function listen() {
  document.addEventListener("keydown", press);
  document.body.dataset.keys = "on";
}

/** Press what bears the key of the event; keys inside an input method are its own. */
function press(event) {
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
  const wanted = named(event);
  const found = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === wanted);
  if (!found || own(event, wanted)) return;
  event.preventDefault();
  found.click();
}

/**
 * Nothing is sent before its pictures were seen: one that has not come is said to be illegible or
 * odd, or waited for. What is sent says the seconds since the page was shown.
 */
export function guarded(form) {
  const since = performance.now();
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name !== "unreadable" && unseen(form)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      document.getElementById("why").textContent = form.dataset.wait;
    }
    form.elements.seconds.value = ((performance.now() - since) / 1000).toFixed(1);
  });
}

function unseen(form) {
  const marked = (image) => image.closest("label")?.querySelector(":checked");
  return [...form.querySelectorAll("img")].some((one) => !(one.complete && one.naturalWidth) && !marked(one));
}

function named(event) {
  const held = [event.ctrlKey && "Ctrl", event.altKey && "Alt", event.shiftKey && "Shift"].filter(Boolean);
  const figure = /^Digit(\d)$/.exec(event.code);
  return [...held, figure ? figure[1] : event.key].join("+");
}

/** A focused button or link does what Enter means there; undo in an input is the input's. */
function own(event, wanted) {
  const at = document.activeElement;
  if (wanted === "Enter") return at.matches("a, button, summary, select");
  return wanted === "Ctrl+z" && at.matches("textarea, input:not([type=checkbox])");
}

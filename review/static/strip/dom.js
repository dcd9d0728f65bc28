/** Small makers of elements; text goes in as text, whatever is in it. */

/** @param {string} tag @param {object} [set] properties; `class`, `data` and aria-… as attributes */
export function make(tag, set = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(set)) {
    if (name === "class") made.className = value;
    else if (name === "data") Object.assign(made.dataset, value);
    else if (/^(aria-|role$|for$)/.test(name)) made.setAttribute(name, value);
    else made[name] = value;
  }
  made.append(...inside.filter((one) => one !== null && one !== undefined));
  return made;
}

/** Lay an element over a box [x0, y0, x1, y1] of something `width` × `height`, in percent. */
export function lay(element, [x0, y0, x1, y1], width, height) {
  element.style.left = `${(100 * x0) / width}%`;
  element.style.width = `${(100 * (x1 - x0)) / width}%`;
  if (height) {
    element.style.top = `${(100 * y0) / height}%`;
    element.style.height = `${(100 * (y1 - y0)) / height}%`;
  }
  return element;
}

/** The words of the screen with {names} filled in. */
export function sayer(words) {
  return (key, values = {}) =>
    (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

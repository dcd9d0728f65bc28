/** Sends files one by one into a new batch, starts it, and shows how the batches get on. */

import { make, sayer } from "../strip/dom.js";
import { open, renew, said, send } from "./sent.js";

const EVERY = 2000;
const form = document.getElementById("upload");
const batches = document.getElementById("batches");

if (form) {
  const say = sayer(JSON.parse(form.dataset.words));
  const drop = document.getElementById("drop");
  const input = document.getElementById("files");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    upload([...input.files], say);
  });
  for (const name of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", name === "dragover");
      if (name === "drop") input.files = event.dataTransfer.files;
    });
  }
  open(form);
}

async function upload(files, say) {
  const button = form.querySelector("button");
  const sending = document.getElementById("sending");
  const refused = document.getElementById("refused");
  refused.replaceChildren();
  button.disabled = true;
  const { files: _, ...hints } = said(form);
  const opened = await send("/api/uploads", hints, say("failed"));
  if (opened.ok) {
    const taken = await sendFiles(files, opened.answer.batch, { say, sending, refused });
    if (taken) await send(`/api/uploads/${opened.answer.batch}/start`, {}, say("failed"));
    sending.textContent = taken ? say("sent", { count: taken }) : say("none_sent");
    form.reset();
    watch(true);
  } else refused.append(make("li", { class: "fault" }, opened.message));
  button.disabled = false;
}

/** How many were taken; what was not is listed. */
async function sendFiles(files, batch, { say, sending, refused }) {
  let taken = 0;
  for (const [index, file] of files.entries()) {
    const told = (part) => {
      sending.textContent = say("sending", { name: file.name, at: index + 1, of: files.length, part });
    };
    const message = await sendFile(file, batch, told, say("broke", { name: file.name }));
    if (message) refused.append(make("li", { class: "fault" }, message));
    else taken += 1;
  }
  return taken;
}

/** Null if the file was taken, else why not. XMLHttpRequest, since fetch tells no progress. */
function sendFile(file, batch, told, broke) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/uploads/${batch}/files?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("x-csrf", document.body.dataset.csrf);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.addEventListener("progress", (event) => {
      told(Math.floor((100 * event.loaded) / Math.max(event.total, 1)));
    });
    request.addEventListener("load", () => {
      done(request.status === 200 ? null : (read(request.responseText).message ?? broke));
    });
    request.addEventListener("error", () => done(broke));
    told(0);
    request.send(file);
  });
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

let timer = 0;

/** Look again while something goes on, and only then: looking keeps the session alive. */
function watch(now = false) {
  clearTimeout(timer);
  if (!now && !batches.dataset.live) return;
  timer = setTimeout(async () => {
    if (!document.hidden) await renew("batches").catch(() => {});
    watch();
  }, now ? 0 : EVERY);
}

batches.addEventListener("click", async ({ target }) => {
  const batch = target.dataset?.start;
  if (!batch) return;
  target.disabled = true;
  await send(`/api/uploads/${batch}/start`, {}, "");
  watch(true);
});
watch();

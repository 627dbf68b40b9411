// A class deck: articles come in (pasted, chosen, dropped), and what is handed out is made.

import { ask, onAsk, tell, warn, watch } from "./common.js";

const MOST_UPLOADED = 10_000_000;
const MOST_PASTED = 500_000; // characters, of up to three bytes
const name = encodeURIComponent(document.getElementById("deck").dataset.name);
const paste = document.getElementById("paste");
const upload = document.getElementById("upload");

/** The lesson an article goes into, 0 for a new one. */
const into = () => document.getElementById("into")?.value ?? "0";

async function finish(job) {
  const done = await watch(job);
  if (done === undefined) return;
  sessionStorage.setItem("said", `Read: ${done}.`);
  location.reload();
}

async function send(file) {
  if (file.size > MOST_UPLOADED) {
    throw new Error(`${file.name} is larger than 10 MB: cut it into several files.`);
  }
  await finish(await ask(`/upload/${name}?file=${encodeURIComponent(file.name)}&lesson=${into()}`, file));
}

onAsk(paste, "submit", async () => {
  const { title, text } = paste.elements;
  if (text.value.length > MOST_PASTED) throw new Error("This is too long to paste: save it as a file and choose that.");
  await finish(await ask(`/api/decks/${name}/articles`, { title: title.value, text: text.value, lesson: into() }));
});

onAsk(upload, "submit", () => send(document.getElementById("upload-file").files[0]));

// A file may be dropped anywhere: elsewhere the browser would leave the page for it.
for (const event of ["dragover", "dragleave", "drop"]) {
  addEventListener(event, (happened) => {
    if (!happened.dataTransfer?.types.includes("Files")) return;
    happened.preventDefault();
    upload.classList.toggle("over", event === "dragover");
    if (event === "drop" && happened.dataTransfer.files[0]) {
      send(happened.dataTransfer.files[0]).catch(warn);
    }
  });
}

onAsk(document.getElementById("refresh"), "click", async () =>
  finish(await ask(`/api/decks/${name}/refresh`, {})),
);

onAsk(document.getElementById("build"), "click", async () => {
  const done = await watch(await ask(`/api/decks/${name}/build`, {}));
  if (done === undefined) return;
  sessionStorage.setItem("said", `Made: ${done}.`);
  location.reload();
});

const said = sessionStorage.getItem("said");
if (said) {
  sessionStorage.removeItem("said");
  tell(said);
}

// A class deck: articles come in (pasted, chosen, dropped), and what is handed out is made.

import { asked } from "./asking.js";
import { ask, onAsk, tell, warn, watch } from "./common.js";
import { lessons } from "./lessons.js";

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
  reload(`Read: ${done}.`);
}

/** Show the page anew, and say something there. */
function reload(text) {
  sessionStorage.setItem("said", text);
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
  const done = await build({});
  if (done !== undefined) reload(`Made: ${done}.`);
});

/** Build, if need be and wanted all the same as what students don't get as an update; undefined if called off. */
async function build(body) {
  try {
    return await watch(await ask(`/api/decks/${name}/build`, body));
  } catch (error) {
    if (!error.forcible) throw error;
    const text =
      `${error.message[0].toUpperCase()}${error.message.slice(1)}. If you build it all the same, students keep the cards they have, ` +
      "in the decks they have; new words come in decks of the names that lessons have now.";
    const sure = await asked({ title: "This is no update for students", text, go: "Build all the same", isGrave: true });
    return sure ? build({ force: true }) : undefined;
  }
}

lessons(name, reload);

const said = sessionStorage.getItem("said");
if (said) {
  sessionStorage.removeItem("said");
  tell(said);
}

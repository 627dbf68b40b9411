// The word table: what is shown (filters, order), what is changed (ticks, texts, lessons), and back again.

import { ask, element, isComposing, marked, Refused, tell, warn } from "./common.js";
import { edit } from "./editing.js";
import { Grid } from "./grid.js";
import { preview } from "./preview.js";

const page = document.getElementById("words");
const name = encodeURIComponent(page.dataset.name);
const address = `/api/decks/${name}/words`;
const filters = document.getElementById("filters");
const LOOK_AGAIN = 3000; // milliseconds until other writers are looked for

let words = [];
let byGuid = new Map();
let stamp = "";
let order = { column: "", down: false };
let past = [];
let future = [];
let saving = Promise.resolve();

// --- Columns --------------------------------------------------------------------------------------

const EDITABLE = ["pinyin", "meaning", "sentence", "source_line", "teacher_note", "tags"];
const LABELS = {
  keep: "Keep", word: "Word", pinyin: "Reading", levelName: "HSK", zipf: "Frequency", meaning: "Meaning",
  sentence: "Sentence", source_line: "English", teacher_note: "Note", tags: "Tags", lesson: "Lesson",
};

const HINTS = {
  sentence: "*stars* mark the word", source_line: "*stars* mark the word", tags: "with spaces or commas between them",
};

const chinese = (cell, text, properties = {}) => cell.append(element("span", { lang: "zh", ...properties }, ...marked(text)));

const FILL = {
  keep(cell, row) {
    const box = element("input", { type: "checkbox", checked: row.keep, tabIndex: -1, "aria-label": `Keep ${row.word}` });
    box.addEventListener("change", () => setAll([row], "keep", box.checked));
    cell.append(box);
  },
  word(cell, row) {
    cell.append(element("span", { lang: "zh" }, row.word));
    if (row.review.length) cell.append(element("span", { className: "badge" }, "look"));
  },
  levelName(cell, row) {
    cell.append(row.levelName);
    if (row.estimate) cell.title = "In no list; our estimate";
  },
  zipf(cell, row) {
    cell.append(element("span", { className: "bar", "aria-hidden": "true" }), row.zipf.toFixed(1));
    cell.firstChild.style.setProperty("--share", `${Math.min(100, row.zipf * 12.5)}%`);
  },
  sentence: (cell, row) => chinese(cell, row.sentence),
  source_line: (cell, row) => cell.append(element("span", {}, ...marked(row.source_line))),
  lesson: (cell, row) => cell.append(row.lesson ? String(row.lesson) : "–"),
};

const columns = Object.keys(LABELS).map((column) => ({
  name: column,
  label: LABELS[column],
  fill: FILL[column] ?? ((cell, row) => cell.append(element("span", {}, row[column]))),
}));
const grid = new Grid(document.getElementById("grid"), columns);

// --- Which words, in which order ------------------------------------------------------------------

/** A text to find things in: small letters, without marks of tone. */
const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

function searchable(row) {
  const reading = plain(row.pinyin);
  row.found = [row.word, reading, reading.replaceAll(" ", ""), plain(row.meaning), row.sentence.replaceAll("*", ""),
    plain(row.source_line.replaceAll("*", "")), plain(row.teacher_note), plain(row.tags)].join("\n");
  return row;
}

const KEPT_OR_LESSON = { kept: "", lesson: "" }; // filters that a link may set

const KEPT = {
  all: () => true, kept: (row) => row.keep, dropped: (row) => !row.keep, review: (row) => row.review.length > 0,
};

/** A level to sort by: of two words of a level the one that a list has comes first. */
const levelOf = (row) => row.level ?? row.estimate + 0.5;

function compare(a, b) {
  const [x, y] = [a[order.column], b[order.column]];
  const both = order.column === "levelName" ? [levelOf(a), levelOf(b)] : [x, y];
  if (typeof both[0] === "string") return both[0].localeCompare(both[1], order.column === "word" ? "zh" : "en");
  return both[0] - both[1];
}

function filter() {
  const { find, level, lesson, kept } = filters.elements;
  const wanted = plain(find.value.trim());
  let rows = words.filter(
    (row) =>
      (!wanted || row.found.includes(wanted)) &&
      (!level.value || row.levelName.replace("≈", "") === level.value || (level.value === "none" && !row.level)) &&
      (!lesson.value || row.lesson === Number(lesson.value)) &&
      KEPT[kept.value](row),
  );
  if (order.column) {
    rows.sort(compare);
    if (order.down) rows.reverse();
  }
  grid.show(rows);
  const n = words.filter((row) => row.keep).length;
  document.getElementById("word-count").textContent = `${rows.length} of ${words.length} words shown, ${n} kept`;
  document.getElementById("no-words").hidden = rows.length > 0;
}

filters.addEventListener("input", filter);
filters.addEventListener("submit", (event) => {
  event.preventDefault();
  grid.focus();
});

for (const [number, column] of columns.entries()) {
  const button = element("button", { type: "button", className: "sort" }, column.label);
  const head = element("div", { role: "columnheader", className: `cell ${column.name}`, "aria-sort": "none" }, button);
  head.setAttribute("aria-colindex", number + 1);
  button.addEventListener("click", () => {
    const again = order.column === column.name;
    order = again && order.down ? { column: "", down: false } : { column: column.name, down: again };
    for (const other of grid.head.querySelectorAll('[role="columnheader"]')) other.setAttribute("aria-sort", "none");
    if (order.column) head.setAttribute("aria-sort", order.down ? "descending" : "ascending");
    filter();
  });
  grid.head.firstElementChild.append(head);
}

// --- Changing -------------------------------------------------------------------------------------

function takeIn(rows) {
  for (const row of rows) {
    const known = byGuid.get(row.guid);
    if (known) Object.assign(known, searchable(row));
  }
  grid.redraw(rows.map((row) => byGuid.get(row.guid)).filter(Boolean));
}

/** Send edits, one request after the other, and show what the server made of them. */
function save(edits) {
  const sent = saving.then(async () => {
    const answer = await ask(address, { edits });
    stamp = answer.stamp;
    takeIn(answer.rows);
    showCount();
    return answer;
  });
  saving = sent.catch(() => {});
  return sent;
}

function showCount() {
  const n = words.filter((row) => row.keep).length;
  document.getElementById("word-count").textContent = `${grid.rows.length} of ${words.length} words shown, ${n} kept`;
  for (const what of ["undo", "redo"]) {
    document.getElementById(what).setAttribute("aria-disabled", String(!(what === "undo" ? past : future).length));
  }
}

/** Give some words a new value in a column; shown at once, taken back if it can't be saved. */
async function setAll(rows, column, value) {
  const changes = rows
    .filter((row) => row[column] !== value)
    .map((row) => ({ guid: row.guid, column, before: row[column], after: value }));
  if (changes.length) await apply(changes, "after", past, `${LABELS[column]} of ${changes.length === 1 ? byGuid.get(changes[0].guid).word : `${changes.length} words`} saved.`);
}

async function apply(changes, side, remember, said) {
  const other = side === "after" ? "before" : "after";
  const put = (which) => {
    for (const change of changes) Object.assign(byGuid.get(change.guid) ?? {}, { [change.column]: change[which] });
    grid.redraw(changes.map((change) => byGuid.get(change.guid)).filter(Boolean));
  };
  put(side);
  try {
    await save(changes.map((change) => ({ guid: change.guid, column: change.column, value: change[side] })));
    remember.push(changes);
    if (remember === past && side === "after" && !said.startsWith("Done again")) future = [];
    showCount();
    tell(said);
  } catch (error) {
    put(other);
    warn(error instanceof Refused ? `Not saved: ${error.message}` : error);
  }
}

async function undo() {
  const changes = past.pop();
  if (changes) await apply(changes, "before", future, `Undone: ${LABELS[changes[0].column]}.`);
}

async function redo() {
  const changes = future.pop();
  if (changes) await apply(changes, "after", past, `Done again: ${LABELS[changes[0].column]}.`);
}

/** Take back what the teacher wrote in a cell: what is generated stands there again. */
async function restore(row, column) {
  const before = row[column];
  const answer = await ask(`${address}/restore`, { guid: row.guid, column });
  stamp = answer.stamp;
  takeIn(answer.rows);
  past.push([{ guid: row.guid, column, before, after: row[column] }]);
  future = [];
  showCount();
  tell(`${LABELS[column]} of ${row.word} is as it was generated.`);
}

async function keepMine(row) {
  await save([{ guid: row.guid, column: "review", value: "" }]);
  tell(`${row.word} stays as you wrote it.`);
}

document.getElementById("undo").addEventListener("click", undo);
document.getElementById("redo").addEventListener("click", redo);

function startEditing() {
  const row = grid.activeRow;
  const column = columns[grid.active.column]?.name;
  if (!row || !EDITABLE.includes(column)) return;
  const cell = grid.cell(row.guid, grid.active.column);
  if (cell.querySelector(".editor")) return;
  edit(cell, {
    value: row[column],
    label: `${LABELS[column]} of ${row.word}`,
    lang: column === "sentence" ? "zh" : "",
    hint: HINTS[column] ?? "",
    async done(value, next) {
      grid.redraw([row]);
      grid.focus();
      if (value !== undefined && value !== row[column]) await setAll([row], column, value);
      if (next) {
        const at = EDITABLE.indexOf(column) + next;
        if (at >= 0 && at < EDITABLE.length) {
          grid.activate(grid.placeOf.get(row.guid), columns.findIndex((each) => each.name === EDITABLE[at]));
          startEditing();
        }
      }
    },
  });
}

// --- Keys, clicks, dragging -----------------------------------------------------------------------

const KEYS = {
  ArrowUp: (event) => grid.move(-1, 0, event.shiftKey),
  ArrowDown: (event) => grid.move(1, 0, event.shiftKey),
  ArrowLeft: () => grid.move(0, -1),
  ArrowRight: () => grid.move(0, 1),
  PageUp: (event) => grid.move(-grid.page, 0, event.shiftKey),
  PageDown: (event) => grid.move(grid.page, 0, event.shiftKey),
  Home: (event) => (event.ctrlKey ? grid.move(-grid.rows.length, 0) : grid.move(0, -columns.length)),
  End: (event) => (event.ctrlKey ? grid.move(grid.rows.length, 0) : grid.move(0, columns.length)),
  Escape: () => grid.chooseNone(),
  Enter: startEditing,
  F2: startEditing,
  " ": () => setAll(grid.concerned, "keep", !grid.activeRow?.keep),
};

grid.root.addEventListener("keydown", (event) => {
  if (isComposing(event) || event.target.closest(".editor") || event.target.closest(".sort")) return;
  if (event.altKey || ((event.ctrlKey || event.metaKey) && !["Home", "End"].includes(event.key))) return;
  const lesson = /^[1-9]$/.test(event.key) && page.querySelector(`[data-lesson="${event.key}"]`);
  const action = KEYS[event.key] ?? (lesson && (() => setAll(grid.concerned, "lesson", Number(event.key))));
  if (!action) return;
  event.preventDefault();
  Promise.resolve(action(event)).catch(warn);
});

page.addEventListener("keydown", (event) => {
  if (isComposing(event) || event.target.matches("input:not([type=checkbox]), textarea, select")) return;
  const held = event.ctrlKey || event.metaKey;
  if (held && event.key.toLowerCase() === "z") event.shiftKey ? redo() : undo();
  else if (held && event.key.toLowerCase() === "y") redo();
  else if (!held && event.key === "/") filters.elements.find.focus();
  else return;
  event.preventDefault();
});

grid.addEventListener("again", startEditing);
grid.root.addEventListener("dblclick", startEditing);

grid.root.addEventListener("pointerover", (event) => {
  const line = event.target.closest(".grid-row");
  if (line) line.draggable = !line.querySelector(".editor");
});
grid.root.addEventListener("dragstart", (event) => {
  const line = event.target.closest(".grid-row");
  const row = line && byGuid.get(line.dataset.guid);
  if (!row) return;
  const rows = grid.chosen.has(row.guid) ? grid.rows.filter((each) => grid.chosen.has(each.guid)) : [row];
  event.dataTransfer.setData("application/x-shengci", JSON.stringify(rows.map((each) => each.guid)));
  event.dataTransfer.effectAllowed = "move";
  page.classList.add("dragging");
});
addEventListener("dragend", () => page.classList.remove("dragging"));

for (const target of page.querySelectorAll("[data-lesson]")) {
  const number = Number(target.dataset.lesson);
  target.addEventListener("click", () => setAll(grid.concerned, "lesson", number));
  for (const event of ["dragover", "dragleave", "drop"]) {
    target.addEventListener(event, (happened) => {
      if (!happened.dataTransfer.types.includes("application/x-shengci")) return;
      happened.preventDefault();
      target.classList.toggle("over", event === "dragover");
      if (event !== "drop") return;
      const guids = JSON.parse(happened.dataTransfer.getData("application/x-shengci"));
      setAll(guids.map((guid) => byGuid.get(guid)).filter(Boolean), "lesson", number);
    });
  }
}

// --- Beginning, and what other windows and programs write -----------------------------------------

async function load() {
  const answer = await ask(address);
  stamp = answer.stamp;
  words = answer.rows.map(searchable);
  byGuid = new Map(words.map((row) => [row.guid, row]));
  filter();
  showCount();
}

async function lookAgain() {
  if (document.hidden || grid.root.querySelector(".editor")) return;
  await saving;
  const now = await ask(`/api/decks/${name}/stamp`);
  if (now.stamp === stamp) return;
  await load();
  tell("The class deck was changed elsewhere; this is how it is now.");
}

preview(grid, name, { restore, keepMine });
for (const [filterName, value] of new URLSearchParams(location.search)) {
  if (filterName in KEPT_OR_LESSON) filters.elements[filterName].value = value;
}
load()
  .catch(warn)
  .finally(() => grid.root.setAttribute("aria-busy", "false"));

let wasGone = false;
setInterval(() => {
  lookAgain().then(
    () => {
      if (wasGone) tell("The server answers again.");
      wasGone = false;
    },
    (error) => {
      if (!wasGone) warn(error);
      wasGone = true;
    },
  );
}, LOOK_AGAIN);

// The card of the active word, as Anki shows it, and why the word is kept or not.

import { element, onAsk } from "./common.js";

const LATE = 400; // milliseconds until it is said that the card takes its time
const WAIT = 150; // milliseconds: whoever walks down the table wants no card of every word

const LABELS = {
  pinyin: "reading", meaning: "meaning", sentence: "sentence", source_line: "English", keep: "tick", lesson: "lesson",
};

/** `actions`: { restore(row, column), keepMine(row) }. */
export function preview(grid, name, actions) {
  const panel = document.getElementById("preview");
  const frame = panel.querySelector("iframe");
  const why = document.getElementById("why");
  const form = panel.querySelector("form");
  const restore = document.getElementById("restore");
  const waiting = document.getElementById("card-waiting");
  let timer;
  let late;
  let shown = "";

  function show() {
    const row = grid.activeRow;
    panel.hidden = !row;
    if (!row) return;
    const changed = row.review.filter((column) => LABELS[column]).map((column) => LABELS[column]);
    why.textContent = [
      row.why && `${row.keep ? "Kept" : "Left out"}: ${row.why}.`,
      changed.length && `The text changed since you wrote the ${changed.join(", ")}.`,
      row.review.includes("gone") && "The word is in no lesson any more.",
    ].filter(Boolean).join(" ");
    showActions(row);
    const { card, side, night } = form.elements;
    const asked = new URLSearchParams({
      guid: row.guid, card: card.value, side: side.value, night: night.checked ? "1" : "0",
    });
    // What is edited is another card of the same address.
    const seen = JSON.stringify([row.pinyin, row.meaning, row.sentence, row.source_line, row.teacher_note]);
    if (shown === `${asked} ${seen}`) return;
    shown = `${asked} ${seen}`;
    frame.title = `Card of ${row.word}, ${card.value}, ${side.value}`;
    late = setTimeout(() => (waiting.hidden = false), LATE);
    // Not the history's business.
    frame.contentWindow?.location.replace(`/decks/${name}/card?${asked}`);
  }

  frame.addEventListener("load", () => {
    clearTimeout(late);
    waiting.hidden = true;
  });

  function showActions(row) {
    const buttons = row.edited
      .filter((column) => column !== "keep")
      .map((column) => button(`Take back ${LABELS[column]}`, () => actions.restore(row, column)));
    if (row.review.some((column) => LABELS[column])) buttons.unshift(button("Keep mine", () => actions.keepMine(row)));
    restore.replaceChildren(...buttons);
  }

  function button(text, action) {
    const made = element("button", { type: "button" }, text);
    onAsk(made, "click", action);
    return made;
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(show, WAIT);
  }

  grid.addEventListener("active", soon);
  grid.addEventListener("redrawn", soon);
  form.addEventListener("input", soon);
}

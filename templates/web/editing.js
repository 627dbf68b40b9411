// A cell that is edited where it stands. Enter, Tab or leaving keeps the text, Escape drops it; while an
// input method composes a character, those keys are its own.

import { element, isComposing } from "./common.js";

/** Put an editor into a cell; `done(text or undefined, 1 or -1 to go on to the next or last cell)`. */
export function edit(cell, { value, label, lang, hint, done }) {
  const field = element("textarea", { className: "editor", value, rows: 2, "aria-label": hint ? `${label}; ${hint}` : label });
  if (lang) field.lang = lang;
  if (hint) field.title = hint;
  let over = false;
  const finish = (text, next = 0) => {
    if (over) return;
    over = true;
    field.remove();
    done(text, next);
  };
  field.addEventListener("keydown", (event) => {
    if (isComposing(event)) return;
    if (event.key === "Escape") finish(undefined);
    else if (event.key === "Enter") finish(field.value.trim());
    else if (event.key === "Tab") finish(field.value.trim(), event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  field.addEventListener("blur", () => finish(field.value.trim()));
  cell.replaceChildren(field);
  field.focus();
  field.select();
}

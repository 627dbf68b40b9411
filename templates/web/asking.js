// A dialog of our own in which something is asked before it is done. The browser holds the focus in it and
// closes it by Escape; where the focus was, it is again.

import { element } from "./common.js";

/** Return what was answered: a text where `value` is given, else true; undefined if it was called off. */
export function asked({ title, text = "", label = "", value, go, isGrave = false }) {
  const field = value === undefined ? undefined : element("input", { id: "asked-field", value, maxLength: 120, required: true, autocomplete: "off" });
  const cancel = element("button", { type: "button" }, "Cancel");
  const form = element(
    "form",
    { method: "dialog", className: "stack" },
    element("h2", { id: "asked-title" }, title),
    ...(text ? [element("p", { id: "asked-text" }, text)] : []),
    ...(field ? [element("label", { for: "asked-field" }, label), field] : []),
    element("div", { className: "buttons" }, element("button", { className: isGrave ? "grave" : "primary" }, go), cancel),
  );
  const dialog = element("dialog", { "aria-labelledby": "asked-title" }, form);
  if (text) dialog.setAttribute("aria-describedby", "asked-text");
  document.body.append(dialog);
  return new Promise((answer) => {
    let answered;
    form.addEventListener("submit", () => (answered = field ? field.value.trim() : true));
    cancel.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      answer(answered);
    });
    dialog.showModal();
    // What can't be taken back is not done by whoever presses Enter before reading.
    (field ?? (isGrave ? cancel : form.querySelector("button"))).focus();
    field?.select();
  });
}

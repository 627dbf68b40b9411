// The start page: a new class deck.

import { ask, onAsk } from "./common.js";

const form = document.getElementById("new-deck");

onAsk(form, "submit", async () => {
  const { name } = await ask("/api/decks", { title: form.elements.title.value });
  location.assign(`/decks/${encodeURIComponent(name)}`);
});

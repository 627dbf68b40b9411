// Pairs side by side, and what mends them. One sentence is the chosen one: buttons and keys act on it
// and on its pair. The server takes each step and answers with all pairs; undoing sends the pairs back.

import { ask, element, onAsk, ready, Refused, tell, warn, watch } from "./common.js";

const root = document.getElementById("pairs");
const list = document.getElementById("pair-list");
const { name, article } = root.dataset;
const address = `/api/decks/${encodeURIComponent(name)}/pairs?article=${encodeURIComponent(article)}`;
const LANGUAGES = ["english", "chinese"];
const SHOWN = { english: "English", chinese: "Chinese" };
const UNSURE = 0.5; // below it a pair makes no card

let pairs = [];
let stamp = "";
let chosen = { pair: 0, language: "english", sentence: 0 };
let past = [];
let future = [];
let queue = Promise.resolve(); // of what was asked for: whoever types fast loses no key

// --- Showing --------------------------------------------------------------------------------------

function show() {
  list.replaceChildren(...pairs.map(rowOf));
  choose(chosen.pair, chosen.language, chosen.sentence);
}

function rowOf(pair, index) {
  const row = element("li", { className: `pair ${pair.role}` });
  row.classList.toggle("unsure", pair.score < UNSURE && pair.english.length && pair.chinese.length);
  row.classList.toggle("alone", !pair.english.length || !pair.chinese.length);
  row.append(
    element("span", { className: "pair-number", title: kindOf(pair) }, String(index + 1), element("span", { className: "visually-hidden" }, ` ${kindOf(pair)}`)),
    ...LANGUAGES.map((language) => sideOf(pair, index, language)),
  );
  return row;
}

function kindOf(pair) {
  if (!pair.english.length) return "Chinese only";
  if (!pair.chinese.length) return "English only";
  return pair.score < UNSURE ? "unsure" : pair.role === "body" ? "" : pair.role;
}

function sideOf(pair, index, language) {
  const side = element("div", { className: `side ${language}`, role: "group", "aria-label": `Pair ${index + 1}, ${SHOWN[language]}` });
  pair[language].forEach((text, number) => {
    const sentence = element("button", { type: "button", className: "sentence", tabIndex: -1, "aria-pressed": "false" }, text);
    if (language === "chinese") sentence.lang = "zh";
    sentence.dataset.place = `${index} ${language} ${number}`;
    side.append(sentence);
  });
  if (!pair[language].length) side.append(element("span", { className: "none" }, `no ${SHOWN[language]}`));
  return side;
}

function buttonAt({ pair, language, sentence }) {
  return list.querySelector(`[data-place="${pair} ${language} ${sentence}"]`);
}

/** Make a sentence the chosen one, or the nearest there is. */
function choose(pair, language, sentence, focus = false) {
  if (!pairs.length) return;
  pair = Math.max(0, Math.min(pair, pairs.length - 1));
  if (!pairs[pair][language].length) language = LANGUAGES.find((other) => other !== language);
  sentence = Math.max(0, Math.min(sentence, pairs[pair][language].length - 1));
  const before = list.querySelector('[aria-pressed="true"]');
  before?.setAttribute("aria-pressed", "false");
  before?.setAttribute("tabindex", "-1");
  list.querySelector(".pair.chosen")?.classList.remove("chosen");
  chosen = { pair, language, sentence };
  const button = buttonAt(chosen);
  button.setAttribute("aria-pressed", "true");
  button.tabIndex = 0;
  button.closest(".pair").classList.add("chosen");
  if (focus) {
    button.focus({ preventScroll: true });
    button.scrollIntoView({ block: "nearest" });
  }
  showTools();
}

function showTools() {
  const { pair, language, sentence } = chosen;
  const here = pairs[pair];
  const can = {
    up: pair > 0,
    down: pair < pairs.length - 1,
    split: sentence > 0,
    join: pair < pairs.length - 1,
    unpair: here.english.length > 0 && here.chinese.length > 0,
    undo: past.length > 0,
    redo: future.length > 0,
  };
  for (const button of root.querySelectorAll("[data-do]")) {
    // Not `disabled`: a button that loses the focus while it is used would throw keyboard users out.
    button.setAttribute("aria-disabled", String(!can[button.dataset.do]));
  }
  const unsure = pairs.filter((each) => kindOf(each) === "unsure").length;
  const alone = pairs.filter((each) => !each.english.length || !each.chinese.length).length;
  document.getElementById("pair-count").textContent =
    `${pairs.length} pairs, ${unsure} unsure, ${alone} in one language; pair ${pair + 1}, ${SHOWN[language]} sentence ${sentence + 1} is chosen`;
}

// --- Mending --------------------------------------------------------------------------------------

const STEPS = {
  join: () => [{ what: "join", pair: chosen.pair }, "Joined with the next pair"],
  unpair: () => [{ what: "unpair", pair: chosen.pair }, "Taken apart"],
  split: () => [
    { what: "split", pair: chosen.pair, language: chosen.language, n: chosen.sentence },
    "Split above the sentence",
    { pair: chosen.pair + 1, language: chosen.language, sentence: 0 },
  ],
  up: () => {
    const gone = isGone(chosen.sentence + 1);
    const at = pairs[chosen.pair - 1]?.[chosen.language].length + chosen.sentence;
    return [
      { what: "move", pair: chosen.pair, language: chosen.language, direction: "up", n: chosen.sentence + 1 },
      gone ? "Moved up; the empty pair is gone" : "Moved up",
      { pair: chosen.pair - 1, language: chosen.language, sentence: at },
    ];
  },
  down: () => {
    const n = pairs[chosen.pair][chosen.language].length - chosen.sentence;
    const gone = isGone(n);
    return [
      { what: "move", pair: chosen.pair, language: chosen.language, direction: "down", n },
      gone ? "Moved down; the empty pair is gone" : "Moved down",
      { pair: chosen.pair + (gone ? 0 : 1), language: chosen.language, sentence: 0 },
    ];
  },
};

/** Whether the chosen pair is empty once so many sentences of the chosen language have left. */
function isGone(n) {
  const { english, chinese } = pairs[chosen.pair];
  return english.length + chinese.length === n;
}

function seen() {
  return { pairs, chosen: { ...chosen } };
}

async function take(step, said, next, remember) {
  const focus = list.contains(document.activeElement);
  try {
    const answer = await ask(address, { ...step, stamp });
    remember();
    ({ pairs, stamp } = answer);
    chosen = next ?? chosen;
    show();
    if (focus) choose(chosen.pair, chosen.language, chosen.sentence, true);
    tell(`${said}. Saved.`);
  } catch (error) {
    if (error instanceof Refused && error.status === 409) await load();
    warn(error);
  }
}

async function mend(name) {
  const [step, said, next] = STEPS[name]();
  const before = seen();
  await take(step, said, next, () => {
    past.push(before);
    future = [];
  });
}

async function goBack(from, to, said) {
  const back = from.at(-1);
  if (!back) return;
  const before = seen();
  const rows = back.pairs.map(({ english, chinese, role }) => ({ english, chinese, role }));
  await take({ what: "set", pairs: rows }, said, back.chosen, () => {
    from.pop();
    to.push(before);
  });
}

function act(name) {
  queue = queue.then(() => actNow(name));
  return queue;
}

async function actNow(name) {
  const button = root.querySelector(`[data-do="${name}"]`);
  if (button.getAttribute("aria-disabled") === "true") return;
  if (name === "undo") await goBack(past, future, "Undone");
  else if (name === "redo") await goBack(future, past, "Done again");
  else await mend(name);
}

// --- Keys and clicks ------------------------------------------------------------------------------

function walk(by) {
  let { pair, language, sentence } = chosen;
  sentence += by;
  while (pair >= 0 && pair < pairs.length) {
    if (sentence >= 0 && sentence < pairs[pair][language].length) return choose(pair, language, sentence, true);
    pair += by;
    sentence = by > 0 ? 0 : (pairs[pair]?.[language].length ?? 0) - 1;
  }
}

const KEYS = {
  ArrowUp: () => walk(-1),
  ArrowDown: () => walk(1),
  ArrowLeft: () => choose(chosen.pair, "english", chosen.sentence, true),
  ArrowRight: () => choose(chosen.pair, "chinese", chosen.sentence, true),
  Home: () => choose(0, chosen.language, 0, true),
  End: () => choose(pairs.length - 1, chosen.language, 0, true),
  "Alt+ArrowUp": () => act("up"),
  "Alt+ArrowDown": () => act("down"),
  j: () => act("join"),
  s: () => act("split"),
  u: () => act("unpair"),
  "Ctrl+z": () => act("undo"),
  "Ctrl+Shift+z": () => act("redo"),
  "Ctrl+y": () => act("redo"),
};

root.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const held = `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${event.altKey ? "Alt+" : ""}`;
  const action = KEYS[`${held}${held && event.shiftKey ? "Shift+" : ""}${key}`];
  if (!action || !(list.contains(event.target) || held.startsWith("Ctrl"))) return;
  event.preventDefault();
  action();
});

list.addEventListener("click", (event) => {
  const place = event.target.closest(".sentence")?.dataset.place.split(" ");
  if (place) choose(Number(place[0]), place[1], Number(place[2]), true);
});

for (const button of root.querySelectorAll("[data-do]")) {
  button.addEventListener("click", () => act(button.dataset.do));
}

onAsk(document.getElementById("next-unsure"), "click", () => {
  const order = [...pairs.keys()].map((n) => (n + chosen.pair + 1) % pairs.length);
  const found = order.find((n) => kindOf(pairs[n]) === "unsure" || !pairs[n].english.length || !pairs[n].chinese.length);
  if (found === undefined) tell("Every pair has both languages, and none is unsure.");
  else choose(found, "english", 0, true);
});

onAsk(document.getElementById("refresh"), "click", async () => {
  const done = await watch(await ask(`/api/decks/${encodeURIComponent(name)}/refresh`, {}));
  if (done !== undefined) tell(`Read: ${done}.`);
});

async function load() {
  ({ pairs, stamp } = await ask(address));
  past = [];
  future = [];
  show();
  for (const button of root.querySelectorAll("[data-do]")) ready(button); // not before: a click would be lost
}

load()
  .catch(warn)
  .finally(() => list.setAttribute("aria-busy", "false"));

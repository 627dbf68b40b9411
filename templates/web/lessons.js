// The lessons of a class deck: renamed, moved up and down, taken out.

import { ask, onAsk, watch } from "./common.js";
import { asked } from "./asking.js";

const list = document.querySelector(".lessons");
const REST =
  "Its words go; those that another lesson has are taught there, and those you wrote in stay, marked “look”. " +
  "The file stays in the folder. Students keep the cards they have.";

/** What each button asks the server for, or undefined if it was called off. */
const CHANGES = {
  async rename({ title }) {
    const wanted = await asked({ title: "Rename the lesson", label: "Title", value: title, go: "Rename" });
    return wanted && wanted !== title ? { what: "rename", title: wanted } : undefined;
  },
  up: ({ lesson }) => ({ what: "move", to: Number(lesson) - 1 }),
  down: ({ lesson }) => ({ what: "move", to: Number(lesson) + 1 }),
  async remove({ title }) {
    const sure = await asked({ title: `Take “${title}” out of the class deck?`, text: REST, go: "Take it out", isGrave: true });
    return sure && { what: "remove" };
  },
  async article({ article, file }) {
    const sure = await asked({ title: `Take “${file}” out of its lesson?`, text: REST, go: "Take it out", isGrave: true });
    return sure && { what: "remove article", article };
  },
};

/** Let the buttons of the lessons be used; `reload(text)` shows the page anew and says a text. */
export function lessons(name, reload) {
  for (const button of list?.querySelectorAll("[data-do]") ?? []) {
    onAsk(button, "click", async () => {
      const change = await CHANGES[button.dataset.do]({ ...button.dataset });
      if (!change) return;
      const lesson = Number(button.dataset.lesson);
      const job = await ask(`/api/decks/${name}/lessons`, { ...change, lesson, seen: list.dataset.seen });
      if ((await watch(job)) === undefined) return;
      sessionStorage.setItem("focus", `${button.dataset.do} ${change.to ?? lesson}`);
      reload(SAID[change.what]);
    });
  }
  const [what, lesson] = (sessionStorage.getItem("focus") ?? "").split(" ");
  sessionStorage.removeItem("focus");
  const its = [...(list?.querySelectorAll(`[data-lesson="${lesson}"]`) ?? [])].filter((each) => !each.hidden);
  (its.find((each) => each.dataset.do === what) ?? its[0])?.focus();
}

const SAID = {
  rename: "Renamed.", move: "Moved.", remove: "The lesson is taken out.", "remove article": "The article is taken out.",
};

// What all pages share: asking the server, telling the reader, and small pieces of page.
// Text is put in as text (textContent, append), never as markup.

/** Where the browser keeps what the server asks for with every request of our scripts. */
export const TOKEN = "shengci-token";

/** The server said no; `status` is its HTTP status, 0 where there was no answer. */
export class Refused extends Error {
  constructor(problem, status, forcible = false) {
    super(problem);
    this.status = status;
    this.forcible = forcible; // whether it is done if somebody says that it is meant
  }
}

/** Return what the server answers. With `body` something changes: an object is sent as JSON, a file as it is. */
export async function ask(address, body) {
  // Read each time: another tab may have come in anew.
  const options = { headers: { accept: "application/json", "x-shengci-token": localStorage.getItem(TOKEN) ?? "" } };
  if (body !== undefined) {
    options.method = "POST";
    options.body = body instanceof Blob ? body : JSON.stringify(body);
    options.headers["content-type"] =
      body instanceof Blob ? "application/octet-stream" : "application/json";
  }
  let response;
  try {
    response = await fetch(address, options);
  } catch {
    throw new Refused("The server does not answer: is shengci serve still running?", 0);
  }
  const answer = await response.json().catch(() => ({ problem: "The server's answer is no sense." }));
  if (!response.ok) throw new Refused(answer.problem, response.status);
  return answer;
}

/** Return an element: element("li", { className: "pair" }, "text", otherElement). */
export function element(name, properties = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes("-") || key === "role" || key === "lang" || key === "for") made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...inside);
  return made;
}

let clearing;

/** Say something that went well: read out when the reader pauses, gone after a while. */
export function tell(text) {
  const status = document.getElementById("status");
  document.getElementById("alert").replaceChildren();
  status.textContent = text;
  clearTimeout(clearing);
  clearing = setTimeout(() => status.replaceChildren(), 4000);
}

/** Say what went wrong: read out at once, stays until it is closed. */
export function warn(error) {
  const text = error instanceof Error ? error.message : String(error);
  const close = element("button", { type: "button", "aria-label": "Close this message" }, "×");
  const alert = document.getElementById("alert");
  close.addEventListener("click", () => alert.replaceChildren());
  alert.replaceChildren(element("p", {}, text[0].toUpperCase() + text.slice(1)), close);
  if (!(error instanceof Refused) && error instanceof Error) console.error(error);
}

/** Let a button, or those of a form, be used: the page comes without, lest a click be lost before its script is there. */
export function ready(target) {
  for (const button of target ? [target, ...target.querySelectorAll("button")] : []) button.disabled = false;
}

/** Do something once a button or form asks for it, and never twice at a time. */
export function onAsk(target, event, action) {
  let busy = false;
  ready(target);
  target?.addEventListener(event, async (happened) => {
    happened.preventDefault();
    if (busy) return;
    busy = true;
    try {
      await action(happened);
    } catch (error) {
      warn(error);
    } finally {
      busy = false;
    }
  });
}

/** Whether a key belongs to an input method that is still composing a character. */
export const isComposing = (event) => event.isComposing || event.keyCode === 229;

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Watch long work on the page's #job until it is over; return its result, or undefined if cancelled. */
export async function watch(job) {
  const panel = document.getElementById("job");
  const stage = document.getElementById("job-stage");
  const button = document.getElementById("job-cancel");
  const cancel = () => ask(`/api/jobs/${job.job}/cancel`, {}).catch(warn);
  button.addEventListener("click", cancel);
  panel.hidden = false;
  panel.scrollIntoView({ block: "nearest" });
  try {
    for (let wait = 80; ; wait = Math.min(wait * 1.5, 600)) {
      const text = job.state === "waiting" ? "Waiting for other work to be done" : job.stage;
      if (stage.textContent !== text) stage.textContent = text;
      if (job.state === "failed") throw new Refused(job.result, 400, job.forcible);
      if (job.state === "cancelled") {
        tell("Cancelled: nothing was changed.");
        return undefined;
      }
      if (job.state === "done") return job.result;
      await pause(wait);
      job = await ask(`/api/jobs/${job.job}`);
    }
  } finally {
    panel.hidden = true;
    button.removeEventListener("click", cancel);
  }
}

/** A text with *stars* as pieces: [text, whether it is marked]. `\*` is a star of the text. */
export function piecesOf(starred) {
  const parts = [""];
  for (let at = 0; at < starred.length; at++) {
    const char = starred[at];
    if (char === "\\" && "\\*".includes(starred[at + 1] ?? " ")) parts[parts.length - 1] += starred[++at];
    else if (char === "*") parts.push("");
    else parts[parts.length - 1] += char;
  }
  if (parts.length % 2 === 0) {
    const last = parts.pop();
    parts[parts.length - 1] += `*${last}`;
  }
  return parts.map((text, number) => [text, number % 2 === 1]).filter(([text]) => text);
}

/** The pieces of a starred text as elements and text. */
export const marked = (starred) =>
  piecesOf(starred).map(([text, isMarked]) => (isMarked ? element("mark", {}, text) : text));

// A table of which only the rows in sight are in the page: 5,000 words scroll like 50.
// Events: active (another row), again (a click on the active cell), redrawn (rows have other words).
// One cell is the active one and holds the focus (the grid pattern of ARIA); its row stays in the page.

import { element } from "./common.js";

const BEYOND = 6; // rows kept ready above and below what is in sight

export class Grid extends EventTarget {
  /** `columns`: { name, label, fill(cell, row), sort }; `rows` have a `guid`. */
  constructor(root, columns) {
    super();
    this.root = root;
    this.columns = columns;
    this.rows = [];
    this.placeOf = new Map();
    this.shown = new Map(); // guid -> row element
    this.active = { guid: "", column: 0 };
    this.chosen = new Set();
    this.body = root.querySelector(".grid-body");
    this.head = root.querySelector(".grid-head");
    root.setAttribute("aria-colcount", columns.length);
    root.addEventListener("scroll", () => this.paint(), { passive: true });
    root.addEventListener("click", (event) => this.#click(event));
    root.addEventListener("pointerdown", () => (this.focusedBefore = document.activeElement), { capture: true });
    new ResizeObserver(() => this.paint()).observe(root);
  }

  get rowHeight() {
    return parseFloat(getComputedStyle(this.root).getPropertyValue("--row-height")) || 64;
  }

  get activeRow() {
    return this.rows[this.placeOf.get(this.active.guid)];
  }

  /** Show these rows, in this order; the active cell stays where it is if its row is still there. */
  show(rows) {
    this.rows = rows;
    this.placeOf = new Map(rows.map((row, place) => [row.guid, place]));
    for (const guid of this.chosen) if (!this.placeOf.has(guid)) this.chosen.delete(guid);
    if (!this.placeOf.has(this.active.guid)) this.active.guid = rows[0]?.guid ?? "";
    this.root.setAttribute("aria-rowcount", rows.length + 1);
    this.paint({ anew: true });
    this.dispatchEvent(new Event("active"));
  }

  /** Draw some rows again whose words changed. */
  redraw(rows) {
    for (const row of rows) {
      const place = this.placeOf.get(row.guid);
      if (place !== undefined) this.rows[place] = row;
      const line = this.shown.get(row.guid);
      if (line) this.#fill(line, row);
    }
    this.dispatchEvent(new Event("redrawn"));
  }

  paint({ anew = false } = {}) {
    const height = this.rowHeight;
    this.body.style.height = `${this.rows.length * height}px`;
    const top = this.root.scrollTop - this.head.offsetHeight;
    const first = Math.max(0, Math.floor(top / height) - BEYOND);
    const last = Math.min(this.rows.length, Math.ceil((top + this.root.clientHeight) / height) + BEYOND);
    const wanted = new Set();
    for (let place = first; place < last; place++) wanted.add(this.rows[place].guid);
    if (this.active.guid) wanted.add(this.active.guid);
    for (const [guid, line] of this.shown) {
      if (!wanted.has(guid)) {
        line.remove();
        this.shown.delete(guid);
      }
    }
    for (const guid of wanted) {
      const place = this.placeOf.get(guid);
      let line = this.shown.get(guid);
      if (!line) {
        line = element("div", { role: "row", className: "grid-row" });
        line.dataset.guid = guid;
        this.shown.set(guid, line);
        this.#fill(line, this.rows[place]);
        this.body.append(line);
      } else if (anew) {
        this.#fill(line, this.rows[place]);
      }
      line.style.transform = `translateY(${place * height}px)`;
      line.setAttribute("aria-rowindex", place + 2);
    }
  }

  cell(guid, column) {
    return this.shown.get(guid)?.children[column];
  }

  /** Make a cell the active one. `focus` also brings it into sight. */
  activate(place, column, { focus = true } = {}) {
    if (!this.rows.length) return;
    const row = this.rows[Math.max(0, Math.min(place, this.rows.length - 1))];
    const before = this.active;
    this.active = { guid: row.guid, column: Math.max(0, Math.min(column, this.columns.length - 1)) };
    this.#mark(before.guid);
    if (focus) this.#bringIntoSight(row.guid);
    this.paint();
    this.#mark(row.guid);
    if (focus) this.focus();
    if (before.guid !== row.guid) this.dispatchEvent(new Event("active"));
  }

  focus() {
    this.cell(this.active.guid, this.active.column)?.focus({ preventScroll: true });
  }

  /** Choose the rows from the active one to another place, or none beside the active one. */
  chooseTo(place) {
    const from = this.placeOf.get(this.anchor ?? this.active.guid) ?? 0;
    this.chosen = new Set(this.rows.slice(Math.min(from, place), Math.max(from, place) + 1).map((row) => row.guid));
    this.#markAll();
  }

  chooseNone() {
    this.chosen.clear();
    this.anchor = undefined;
    this.#markAll();
  }

  /** The rows an action is about: the chosen ones, else the active one. */
  get concerned() {
    if (this.chosen.has(this.active.guid)) return this.rows.filter((row) => this.chosen.has(row.guid));
    return this.activeRow ? [this.activeRow] : [];
  }

  /** Move the active cell; with `choosing` the rows on the way are chosen. */
  move(rows, columns, choosing = false) {
    const place = (this.placeOf.get(this.active.guid) ?? 0) + rows;
    const target = Math.max(0, Math.min(place, this.rows.length - 1));
    if (choosing) this.anchor ??= this.active.guid;
    this.activate(target, this.active.column + columns);
    if (choosing) this.chooseTo(target);
    else if (rows) this.chooseNone();
  }

  get page() {
    return Math.max(1, Math.floor((this.root.clientHeight - this.head.offsetHeight) / this.rowHeight) - 1);
  }

  #bringIntoSight(guid) {
    const height = this.rowHeight;
    const top = this.placeOf.get(guid) * height;
    const room = this.root.clientHeight - this.head.offsetHeight;
    if (top < this.root.scrollTop) this.root.scrollTop = top;
    else if (top + height > this.root.scrollTop + room) this.root.scrollTop = top + height - room;
  }

  #fill(line, row) {
    if (line.querySelector(".editor")) return; // being edited: drawn again when that is over
    const hadFocus = line.contains(document.activeElement);
    line.replaceChildren(
      ...this.columns.map((column, number) => {
        const cell = element("div", { role: "gridcell", className: `cell ${column.name}`, tabIndex: -1 });
        cell.setAttribute("aria-colindex", number + 1);
        column.fill(cell, row);
        return cell;
      }),
    );
    line.classList.toggle("dropped", !row.keep);
    line.classList.toggle("review", row.review.length > 0);
    this.#mark(row.guid);
    if (hadFocus) this.focus();
  }

  #mark(guid) {
    const line = this.shown.get(guid);
    if (!line) return;
    const isActive = guid === this.active.guid;
    line.classList.toggle("active", isActive);
    line.setAttribute("aria-selected", String(this.chosen.has(guid)));
    [...line.children].forEach((cell, number) => {
      cell.tabIndex = isActive && number === this.active.column ? 0 : -1;
    });
  }

  #markAll() {
    for (const guid of this.shown.keys()) this.#mark(guid);
  }

  #click(event) {
    const cell = event.target.closest('[role="gridcell"]');
    if (!cell || event.target.closest(".editor")) return;
    const line = cell.parentElement;
    const place = this.placeOf.get(line.dataset.guid);
    if (event.shiftKey) {
      this.anchor ??= this.active.guid;
      this.activate(place, [...line.children].indexOf(cell));
      this.chooseTo(place);
    } else {
      const column = [...line.children].indexOf(cell);
      const again = this.active.guid === line.dataset.guid && this.active.column === column && event.detail > 0;
      const hadFocus = this.root.contains(this.focusedBefore);
      this.activate(place, column);
      this.chooseNone();
      if (again && hadFocus) this.dispatchEvent(new Event("again"));
    }
  }
}

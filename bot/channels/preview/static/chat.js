// The chat: what was asked, what the desk answered, its buttons, and asking again after a save.

import { grown, h, icon } from "./dom.js";
import { clock, day, say } from "./words.js";

const FOLD = "M6 9.5l6 6 6-6";
const COPY = "M8.5 8.5V5.500h10v10h-3M5.500 8.500h10v10h-10z";
const OUT = "M8.500 6.500h9v9M17 7 7 17";
const EYE = "M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12zM12 9.200a2.800 2.800 0 1 0 0 5.600 2.800 2.800 0 0 0 0-5.600z";

export class Chat {
  constructor(list, circumstances, onShown) {
    this.list = list;
    this.circumstances = circumstances;
    this.onShown = onShown;
    this.asked = [];
    this.anew();
  }

  // Another reader: nothing said before is known.
  anew() {
    this.reader = [...crypto.getRandomValues(new Uint8Array(8))].map((each) => each.toString(16).padStart(2, "0")).join("");
    this.list.replaceChildren();
    this.last = null;
    this.shown = null;
    this.at = undefined;
    this.line = Promise.resolve();
    this.onShown(null);
  }

  // One question after the other, so that answers stand in the order of the questions.
  ask(text, on = null) {
    this.line = this.line.then(() => this.#asked(text, on));
    return this.line;
  }

  // The latest question again, because answers may be others now; its answer changes in place.
  again() {
    this.line = this.line.then(() => this.#again());
    return this.line;
  }

  async #asked(text, on) {
    const body = { text, reader: this.reader, ...this.circumstances() };
    if (on) body.on = { about: on.reply.why, question: on.question };
    this.#dated(body.at);
    if (!on) this.#said(text, body.at);
    const waiting = this.#waiting();
    const reply = await posted(body);
    waiting.remove();
    if (on && reply.replaces) {
      this.#fill(on, body, reply);
      on.item.focus();
      return;
    }
    const message = { item: h("li.message.theirs", { tabindex: "-1" }), question: on || text.startsWith("/") ? null : text };
    this.#fill(message, body, reply);
    this.list.append(message.item);
    this.#toEnd(message.item);
  }

  async #again() {
    const message = this.last;
    if (!message || message.reply.failed) return;
    const before = said(message.reply);
    const reply = await posted({ ...message.body, ...this.circumstances() });
    if (reply.failed) return;
    this.#dated(this.circumstances().at);
    const differs = said(reply) !== before;
    this.#fill(message, message.body, reply, differs);
  }

  #fill(message, body, reply, changed = false) {
    Object.assign(message, { body, reply, changed: changed ? new Date().toTimeString().slice(0, 5) : null });
    this.last = message;
    this.#draw(message);
    this.show(message);
  }

  #draw(message) {
    const { item, reply } = message;
    const pieces = reply.failed ? [[reply.failed]] : reply.pieces;
    const bubbles = pieces.map((piece, at) => {
      const bubble = h("div.bubble", {}, h("div.text", {}, grown(piece, folded)));
      if (at === pieces.length - 1) bubble.append(this.#foot(message));
      return bubble;
    });
    item.classList.toggle("changed", Boolean(message.changed));
    item.replaceChildren(h("span.unseen", {}, say("desk")), ...bubbles, this.#keyboard(message));
  }

  #foot(message) {
    const { reply } = message;
    return h("p.foot", {},
      message.changed && h("mark", {}, say("answer-changed", { time: message.changed })),
      reply.asked_at && h("time", { datetime: reply.asked_at }, clock(reply.asked_at)),
      !reply.failed && h("button.look", { type: "button", title: say("look"), "aria-pressed": "false", onclick: () => this.show(message, true) },
        icon(EYE), h("span.unseen", {}, say("look"))));
  }

  #keyboard(message) {
    const rows = (message.reply.buttons ?? []).map((row) => h("div.row", {}, row.map((button) => this.#button(button, message))));
    return rows.length ? h("div.keyboard", {}, rows) : "";
  }

  #button(button, message) {
    if (button.url) return h("a.key", { href: button.url, target: "_blank", rel: "noopener noreferrer" }, button.label, icon(OUT));
    if (button.copy) return h("button.key", { type: "button", onclick: () => copied(button.copy) }, button.label, icon(COPY));
    return h("button.key", { type: "button", data: { asks: button.asks }, onclick: () => this.ask(button.asks, message) }, button.label);
  }

  // Shows beside the chat what stood behind a message.
  show(message, wanted = false) {
    this.shown?.item.classList.remove("shown");
    this.shown?.item.querySelector(".look")?.setAttribute("aria-pressed", "false");
    this.shown = message;
    message.item.classList.add("shown");
    message.item.querySelector(".look")?.setAttribute("aria-pressed", "true");
    this.onShown(message, wanted);
  }

  // Draws everything again in another language of the page.
  translated() {
    for (const note of this.list.querySelectorAll(".note[data-at]")) note.textContent = dated(note.dataset.at);
    if (this.last) this.#draw(this.last);
    if (this.shown) this.show(this.shown);
  }

  note(text) {
    this.list.append(h("li.note", {}, text));
  }

  #dated(at) {
    if (at === this.at || (!at && this.at === null)) return;
    this.at = at ?? null;
    this.list.append(h("li.note", { data: { at: at ?? "" } }, dated(at)));
  }

  #said(text, at) {
    this.asked.push(text);
    const foot = h("p.foot", {}, h("time", {}, at ? clock(at) : new Date().toTimeString().slice(0, 5)));
    const item = h("li.message.ours", {}, h("span.unseen", {}, say("you")), h("div.bubble", {}, h("div.text", {}, text), foot));
    this.list.append(item);
    this.#toEnd(item);
  }

  #waiting() {
    const dots = h("li.message.theirs.waiting", { "aria-label": say("thinking") }, h("div.bubble", {}, h("span.dots", { "aria-hidden": "true" }, h("i"), h("i"), h("i"))));
    this.list.append(dots);
    this.#toEnd(dots);
    return dots;
  }

  #toEnd(item) {
    const height = this.list.clientHeight;
    // Of an answer longer than the screen its beginning matters, not its end.
    if (item.offsetHeight > height) this.list.scrollTop = item.offsetTop - 8;
    else this.list.scrollTop = this.list.scrollHeight;
  }
}

function dated(at) {
  return at ? say("as-of-then", { when: `${day(at)}, ${clock(at)}` }) : say("today");
}

function said(reply) {
  return JSON.stringify([reply.pieces, reply.buttons]);
}

async function posted(body) {
  try {
    const response = await fetch("/ask", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    const reply = await response.json();
    return response.ok ? reply : { failed: reply.error };
  } catch {
    return { failed: say("failed") };
  }
}

let folds = 0;

// A quotation that Telegram would fold: its first lines, and a button for the rest.
function folded(within) {
  const id = `fold-${++folds}`;
  const button = h("button.fold", { type: "button", "aria-expanded": "false", "aria-controls": id }, h("span", {}, say("unfold")), icon(FOLD));
  const quote = h("blockquote.folded", { id }, h("div", {}, within));
  button.addEventListener("click", () => {
    const open = quote.classList.toggle("open");
    button.setAttribute("aria-expanded", String(open));
    button.firstChild.textContent = say(open ? "fold" : "unfold");
  });
  return h("div.foldable", {}, quote, button);
}

export async function copied(text) {
  const told = document.getElementById("told") ?? document.body.appendChild(h("div.told", { id: "told", role: "status" }));
  try {
    await navigator.clipboard.writeText(text);
    told.textContent = say("copied", { text });
  } catch {
    told.textContent = say("not-copied");
  }
  clearTimeout(told.timer);
  told.timer = setTimeout(() => { told.textContent = ""; }, 2500);
}

// The preview's page: puts the chat, what is behind it, and the news of the folder together.

import { Chat } from "./chat.js";
import { h, keep, kept } from "./dom.js";
import { frame } from "./frame.js";
import { from, inside } from "./inside.js";
import { check, follow, inShort } from "./live.js";
import { language, say } from "./words.js";

const at = (id) => document.getElementById(id);
let standing;
let shown = null;

const chat = new Chat(at("messages"), circumstances, (message, wanted) => {
  shown = message;
  beside(message);
  if (wanted) view("inside");
});

function beside(message) {
  at("inside").replaceChildren(...inside(message));
  at("from").replaceChildren(...from(message));
  document.querySelector(".from").hidden = !from(message).length;
}

function circumstances() {
  return { at: at("at").value || null, language: hint() };
}

function hint() {
  return document.querySelector("#hint input:checked")?.value ?? language();
}

// On a narrow screen one of three parts is seen.
function view(name) {
  document.body.dataset.view = name;
  for (const each of document.querySelectorAll(".views button")) each.setAttribute("aria-pressed", String(each.dataset.view === name));
}

function tell() {
  const [kind, text] = inShort(standing);
  at("standing").dataset.kind = kind;
  if (at("standing").textContent !== text) at("standing").textContent = text;
  at("check").replaceChildren(...check(standing));
  const faults = standing?.complaints.length ?? 0;
  at("badge").hidden = !faults;
  at("badge").textContent = faults || "";
}

function named() {
  const names = standing?.names ?? {};
  const name = names[language()] ?? Object.values(names)[0] ?? "";
  at("embassy").textContent = name;
  at("bot-name").textContent = names[hint()] ?? name;
  at("face").textContent = (names[hint()] ?? name).trim().slice(0, 1);
  document.title = name ? `${say("preview")} · ${name}` : say("preview");
}

function offerHints() {
  const codes = Object.keys(standing.names);
  const before = [...at("hint").querySelectorAll("input")].map((each) => each.value);
  if (codes.join() === before.join()) return;
  const chosen = kept("hint", language());
  at("hint").replaceChildren(...codes.map((code) => h("label", { lang: code },
    h("input", { type: "radio", name: "hint", value: code, checked: code === chosen, onchange: otherReader }),
    h("span.long", {}, new Intl.DisplayNames([code], { type: "language" }).of(code)), h("span.short", {}, code.toUpperCase()))));
  if (!at("hint").querySelector("input:checked") && codes.length) at("hint").querySelector("input").checked = true;
}

function otherReader() {
  keep("hint", hint());
  anew();
}

function anew() {
  chat.anew();
  named();
  offerCommands();
  return chat.ask("/start");
}

function offerCommands() {
  const commands = standing?.commands[hint()] ?? [];
  at("menu").replaceChildren(...commands.map(([command, about]) =>
    h("button", { type: "button", onclick: () => { openMenu(false); chat.ask(command); at("typed").focus(); } },
      h("code", {}, command), h("span", {}, about))));
}

function openMenu(open) {
  at("menu").hidden = !open;
  at("menu-button").setAttribute("aria-expanded", String(open));
  if (open) at("menu").querySelector("button")?.focus();
}

function onStanding(told) {
  const before = standing;
  standing = told;
  tell();
  if (!told) return;
  offerHints();
  named();
  offerCommands();
  if (!chat.last && !before?.version) anew();
  else if (before?.version !== told.version) chat.again();
}

function grow() {
  const typed = at("typed");
  typed.style.height = "auto";
  typed.style.height = `${Math.min(typed.scrollHeight, 120)}px`;
}

function submit() {
  const text = at("typed").value.trim();
  if (!text) return;
  at("typed").value = "";
  grow();
  chat.ask(text);
}

at("composer").addEventListener("submit", (event) => { event.preventDefault(); submit(); });
at("typed").addEventListener("input", grow);
at("typed").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    submit();
  } else if (event.key === "ArrowUp" && !at("typed").value && chat.asked.length) {
    event.preventDefault();
    at("typed").value = chat.asked.at(-1);
    grow();
  }
});
at("menu-button").addEventListener("click", () => openMenu(at("menu").hidden));
at("menu").addEventListener("keydown", (event) => {
  const buttons = [...at("menu").querySelectorAll("button")];
  const here = buttons.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") { openMenu(false); at("menu-button").focus(); }
  if (step) { event.preventDefault(); buttons[(here + step + buttons.length) % buttons.length].focus(); }
});
at("circumstances").addEventListener("submit", (event) => event.preventDefault());
at("at").addEventListener("change", () => { at("now").hidden = !at("at").value; chat.again(); });
at("now").addEventListener("click", () => { at("at").value = ""; at("now").hidden = true; at("at").focus(); chat.again(); });
at("anew").addEventListener("click", () => { anew(); at("typed").focus(); });
for (const each of document.querySelectorAll(".views button")) each.addEventListener("click", () => view(each.dataset.view));

frame(() => { tell(); named(); chat.translated(); if (!shown) beside(null); });
tell();
beside(null);
follow(onStanding);

// What decided an answer to free text: the topics considered, the limits, the words, the phrases near.
// The shapes are those of `explain --json`, which bot/understanding/explanation.py makes.

import { h } from "./dom.js";
import { figure, has, say } from "./words.js";

const SHOWN = 6;
// A word that says less than this share of what the most telling one says is not shown to speak for a topic.
const TELLS = 0.35;

export function part(word, ...within) {
  return h("section.part", {}, h("h3", {}, say(word)), within);
}

export function considered(reply) {
  const rows = reply.considered;
  if (!rows.length) return part("considered", h("p.empty", {}, say("why-lost-none")));
  const sure = limits(reply).sure_from;
  const one = (row, first) => bar(named(row), row.label, row.score, { limit: sure, kind: "sure", first });
  const rest = rows.slice(SHOWN);
  return part("considered",
    h("ol.bars", {}, rows.slice(0, SHOWN).map((row, at) => one(row, at === 0 && reply.outcome !== "lost"))),
    rest.length > 0 && h("details", {}, h("summary", {}, say("others", { count: rest.length })),
      h("ol.bars", {}, rest.map((row) => one(row, false)))),
    h("p.key-to", {}, key("threshold-sure", sure)));
}

export function why(reply, place) {
  return part("why",
    h("p", {}, reason(reply), " ", say(reply.meaning ? "by-meaning" : "by-words")),
    scope(limits(reply)),
    nearest(list(reply.explain?.nearest), place),
    evidence(reply));
}

// The words as read, with the topics that each speaks for where that is told.
export function words(reply) {
  const told = list(reply.explain?.words);
  const same = told.length === reply.reading.words.length;
  const most = Math.max(...told.map((word) => share(word)));
  return h("ul.words", {}, reply.reading.words.map((word, at) => h(word.known ? "li" : "li.unknown", {},
    word.typed.toLowerCase() !== word.text.toLowerCase() && [h("s", {}, word.typed), " → "], word.text,
    !word.known && h("small", {}, say("word-unknown")),
    same && share(told[at]) > 0 && share(told[at]) >= TELLS * most && speaks(told[at]))));
}

function share(word) {
  return list(word.topics)[0]?.[1] ?? 0;
}

function speaks(word) {
  return h("small.speaks", {}, say("speaks-for", { topic: word.topics[0][0] }));
}

function limits(reply) {
  return reply.explain?.thresholds ?? {};
}

function named(row) {
  return row.title ?? (has(`found-${row.label}`) ? say(`found-${row.label}`) : row.label);
}

function key(word, score) {
  return typeof score === "number" ? h("span", { data: { limit: word } }, say(word, { score: figure(score) })) : null;
}

function bar(title, label, score, { limit, kind, first }) {
  const track = h("span.track", { "aria-hidden": "true" }, h("span.fill"), typeof limit === "number" && tick(limit, kind));
  track.firstChild.style.width = percent(score);
  return h(first ? "li.first" : "li", {},
    h("span.name", {}, title, title !== label && h("code", {}, label)),
    track,
    h("span.score", { "aria-label": say("score", { score: figure(score) }) }, figure(score)));
}

function tick(score, kind) {
  const made = h("span.tick", { data: { limit: kind } });
  made.style.left = percent(score);
  return made;
}

function percent(score) {
  return `${Math.max(0, Math.min(1, score)) * 100}%`;
}

function reason(reply) {
  const [first, second] = reply.considered;
  if (!first) return say("why-lost-none");
  const { for_this_desk: desk, lost_below: lost, sure_from: sure } = limits(reply);
  const told = { first: named(first), score: figure(first.score), sure: figure(sure ?? 0), desk: figure(desk ?? 0), lost: figure(lost ?? 0) };
  if (reply.outcome === "lost") return say(desk < lost ? "why-not-here" : "why-lost", told);
  if (reply.outcome === "unsure") return say(first.score < sure ? "why-unsure" : "why-several", told);
  if (!second) return say("why-sure", told);
  return say("why-lead", { ...told, second: named(second), lead: figure(first.score - second.score) });
}

// Whether the question is one for this desk at all: below this limit it is lost, however near a topic is.
function scope({ for_this_desk: score, lost_below: limit }) {
  if (typeof score !== "number") return null;
  return [h("ol.bars.scope", {}, bar(say("for-this-desk"), "", score, { limit, kind: "lost", first: score >= limit })),
    h("p.key-to", {}, key("threshold-lost", limit))];
}

function nearest(phrases, place) {
  if (!phrases.length) return null;
  return [h("h4", {}, say("nearest")),
    h("ul.nearest", {}, phrases.map((each) => h("li", {},
      h("q", {}, each.text), " ",
      h("span.where", {}, h("code", {}, each.label), " ", each.file && place(each.file, each.line),
        ` ${say(each.by === "words" ? "near-by-words" : "near-by-meaning", { score: figure(each.closeness) })}`))))];
}

function evidence(reply) {
  const rows = list(reply.explain?.scores);
  const shares = ["words_known", "words_of_the_topic", "lead"].filter((name) => typeof limits(reply)[name] === "number");
  if (!rows.length && !shares.length) return null;
  const heads = ["evidence-topic", "evidence-score", "evidence-fit", "evidence-words"];
  return h("details", {}, h("summary", {}, say("evidence")),
    h("dl.evidence", {}, shares.map((name) => [h("dt", {}, say(name)), h("dd", {}, figure(limits(reply)[name]))])),
    rows.length > 0 && h("table.evidence", {},
      h("thead", {}, h("tr", {}, heads.map((word) => h("th", { scope: "col" }, say(word))))),
      h("tbody", {}, rows.map((row) => h("tr", {},
        h("th", { scope: "row" }, h("code", {}, row.label)),
        [row.score, row.fit, row.by_words].map((value) => h("td", {}, figure(value))))))));
}

function list(value) {
  return Array.isArray(value) ? value : [];
}

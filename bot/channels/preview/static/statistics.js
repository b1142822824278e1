// The page of statistics: what was counted in a period, as figures, charts and tables.

import { bar, days, legend, OUTCOMES, sum, table } from "./charts.js";
import { h, keep, kept } from "./dom.js";
import { frame } from "./frame.js";
import { day, has, language, say } from "./words.js";

const PERIODS = ["7", "30", "90", "365"];
const SHOWN = 12;
const charts = document.getElementById("charts");
let counts = null;

function offerPeriods() {
  const chosen = PERIODS.includes(kept("period")) ? kept("period") : "30";
  document.getElementById("period").replaceChildren(...PERIODS.map((each) => h("label", {},
    h("input", { type: "radio", name: "period", value: each, checked: each === chosen, onchange: () => { keep("period", each); load(); } }),
    h("span", {}, say(`days-${each}`)))));
}

async function load() {
  const chosen = document.querySelector("#period input:checked").value;
  try {
    const response = await fetch(`/counts?days=${chosen}`);
    counts = await response.json();
  } catch {
    counts = { error: say("gone") };
  }
  draw();
}

function draw() {
  document.title = `${say("statistics")} · ${say("preview")}`;
  if (!counts) charts.replaceChildren(h("p.empty", {}, say("loading")));
  else if (counts.error) charts.replaceChildren(h("p.empty", {}, counts.error));
  else if (!counts.counted) charts.replaceChildren(h("p.empty", {}, say("not-counted")));
  else if (!counts.total) charts.replaceChildren(h("p.empty", {}, say("none-counted")));
  else charts.replaceChildren(figures(), byDay(), h("div.column", {}, byTopic(), byLanguage()), h("div.column", {}, failing(), growing()));
}

function card(word, about, ...within) {
  return h(`section.card.${about}`, { "aria-labelledby": `title-${word}` }, h("h3", { id: `title-${word}` }, say(word)), within);
}

function figures() {
  const { total, outcomes } = counts;
  return h("dl.figures", {}, h("div", {}, h("dt", {}, say("total")), h("dd", {}, String(total), h("small", {}, grown()))),
    OUTCOMES.map(([kind, word]) => h("div", { data: { kind } }, h("dt", {}, say(word)), h("dd", {}, share(outcomes[kind], total), h("small", {}, String(outcomes[kind]))))));
}

function grown() {
  if (counts.before === null) return say("nothing-before");
  return say("than-before", { change: changed(counts.total - counts.before), days: counts.days.length });
}

function changed(by) {
  return by ? say(by > 0 ? "more" : "fewer", { count: Math.abs(by) }) : say("as-many");
}

function share(part, whole) {
  const percent = 100 * part / whole;
  return `${percent > 0 && percent < 1 ? "<1" : Math.round(percent)} %`;
}

function heads(...first) {
  return [...first, say("total"), ...OUTCOMES.map(([, word]) => say(word))];
}

function byDay() {
  const made = card("by-day", "wide", legend(), h("div.drawn", {}, days(counts.days, charts.clientWidth - 44)),
    table(heads(say("day")), counts.days.filter(sum).map((row) => [day(row.day), sum(row), row.sure, row.unsure, row.lost])));
  return made;
}

function name(topic) {
  return topic.titles[language()] ?? Object.values(topic.titles)[0] ?? topic.topic;
}

function named(topic) {
  return h("span.name", {}, name(topic), h("code", {}, topic.topic));
}

function byTopic() {
  const most = Math.max(...counts.topics.map((each) => each.total), 1);
  return card("by-topic", "narrow", legend(),
    h("ol.bars", {}, counts.topics.slice(0, SHOWN).map((each) => h("li", {}, named(each),
      bar(OUTCOMES.map(([kind]) => [kind, each[kind]]), most), h("span.value", {}, String(each.total))))),
    table(heads(say("topic")), counts.topics.map((each) => [name(each), each.total, each.sure, each.unsure, each.lost])));
}

function failing() {
  const failed = counts.topics.map((each) => ({ ...each, failed: each.unsure + each.lost })).filter((each) => each.failed)
    .sort((one, other) => other.failed - one.failed).slice(0, 6);
  const most = Math.max(...failed.map((each) => each.total), 1);
  return card("failing", "narrow", h("p.note", {}, say("failing-note")),
    failed.length ? h("ol.bars", {}, failed.map((each) => h("li", {}, named(each), bar([["unsure", each.unsure], ["lost", each.lost], ["rest", each.sure]], most),
      h("span.value", {}, `${each.failed} / ${each.total}`)))) : h("p.fine", {}, say("failing-none")));
}

function growing() {
  const rows = counts.before === null ? [] : counts.topics.filter((each) => each.total > each.before)
    .sort((one, other) => other.total - other.before - (one.total - one.before)).slice(0, 6);
  const most = Math.max(...rows.map((each) => each.total), 1);
  return card("growing", "narrow", h("p.note", {}, say("growing-note")),
    rows.length ? h("ol.bars", {}, rows.map((each) => h("li", {}, named(each), bar([["rest", each.before], ["more", each.total - each.before]], most),
      h("span.value", {}, `+${each.total - each.before}`)))) : h("p.note", {}, say(counts.before === null ? "nothing-before" : "growing-none")));
}

function byLanguage() {
  const rows = Object.entries(counts.languages);
  const told = (code) => (has(`lang-${code}`) ? say(`lang-${code}`) : new Intl.DisplayNames([language()], { type: "language" }).of(code));
  return card("by-language", "narrow", h("ol.bars", {}, rows.map(([code, times]) => h("li", {}, h("span.name", {}, told(code)),
    bar([["sure", times]], counts.total), h("span.value", {}, share(times, counts.total))))));
}

let wait;
addEventListener("resize", () => { clearTimeout(wait); wait = setTimeout(() => counts && draw(), 120); });

offerPeriods();
frame(() => { offerPeriods(); draw(); });
load();

// Beside the chat: how a question was read, what was considered, why, and where the answer stands.

import { copied } from "./chat.js";
import { h, icon } from "./dom.js";
import { day, figure, has, say } from "./words.js";

const COPY = "M8.500 8.500V5.500h10v10h-3M5.500 8.500h10v10h-10z";

export function inside(message) {
  if (!message) return [h("p.empty", {}, say("nothing-yet"))];
  const { reply } = message;
  if (reply.failed) return [h("p.empty", {}, reply.failed)];
  return [outcome(reply), read(reply), considered(reply), why(reply)].filter(Boolean);
}

export function from(message) {
  if (!message || message.reply.failed) return [];
  const { places } = message.reply;
  return [places.length ? h("ul.sources", {}, places.map((each, at) => source(each, at === 0))) : h("p.empty", {}, say("sources-none"))];
}

const SHOWN = 6;

function part(word, ...within) {
  return h("section.part", {}, h("h3", {}, say(word)), within);
}

function free(reply) {
  return Boolean(reply.reading);
}

function outcome(reply) {
  return h("div.outcome", {},
    h("p.question", { lang: reply.language }, reply.text),
    h("p", {}, free(reply) ? h("span.chip", { data: { outcome: reply.outcome } }, say(reply.outcome)) : h("span.chip", {}, say("by-command")),
      reply.label && reply.outcome === "sure" && h("span.label", {}, `${say("answered-with")} `, h("code", {}, reply.label))));
}

function read(reply) {
  if (!free(reply)) return null;
  const { reading } = reply;
  const same = reading.text === reading.typed;
  const how = reading.how.filter((each) => has(`how-${each}`)).map((each) => say(`how-${each}`));
  return part("read-as",
    h("p", {}, same ? say("as-typed") : h("q", {}, reading.text), how.length ? `, ${how.join(", ")}` : ""),
    reading.foreign && h("p.note", {}, say("foreign")),
    words(reading.words));
}

// Each word as typed and as read, where they differ; the unknown ones marked.
function words(read) {
  return h("ul.words", {}, read.map((word) => h(word.known ? "li" : "li.unknown", {},
    word.typed.toLowerCase() !== word.text.toLowerCase() && [h("s", {}, word.typed), " → "], word.text,
    !word.known && h("small", {}, say("word-unknown")))));
}

function considered(reply) {
  if (!free(reply)) return null;
  const rows = reply.considered;
  if (!rows.length) return part("considered", h("p.empty", {}, say("why-lost-none")));
  const limits = reply.explain?.thresholds ?? {};
  return part("considered",
    h("ol.bars", {}, rows.slice(0, SHOWN).map((row, at) => bar(row, at, reply, limits))),
    rows.length > SHOWN && h("details", {}, h("summary", {}, say("others", { count: rows.length - SHOWN })),
      h("ol.bars", {}, rows.slice(SHOWN).map((row) => bar(row, SHOWN, reply, limits)))),
    h("p.key-to", {}, limit("threshold-lost", limits.lost), limit("threshold-sure", limits.sure)));
}

function named(row) {
  return row.title ?? (has(`found-${row.label}`) ? say(`found-${row.label}`) : row.label);
}

function limit(word, score) {
  return typeof score === "number" ? h("span", { data: { limit: word } }, say(word, { score: figure(score) })) : null;
}

function bar(row, at, reply, limits) {
  const title = named(row);
  const track = h("span.track", { "aria-hidden": "true" }, h("span.fill"),
    ["lost", "sure"].filter((name) => typeof limits[name] === "number").map((name) => tick(limits[name], name)));
  track.firstChild.style.width = percent(row.score);
  return h(at === 0 && reply.outcome !== "lost" ? "li.first" : "li", {},
    h("span.name", {}, title, title !== row.label && h("code", {}, row.label)),
    track,
    h("span.score", { "aria-label": say("score", { score: figure(row.score) }) }, figure(row.score)));
}

function tick(score, name) {
  const made = h("span.tick", { data: { limit: name } });
  made.style.left = percent(score);
  return made;
}

function percent(score) {
  return `${Math.max(0, Math.min(1, score)) * 100}%`;
}

function why(reply) {
  if (!free(reply)) return null;
  return part("why",
    h("p", {}, reason(reply), " ", say(reply.meaning ? "by-meaning" : "by-words")),
    nearest(reply.explain?.nearest),
    evidence(reply.explain?.scores));
}

function reason(reply) {
  const [first, second] = reply.considered;
  if (!first) return say("why-lost-none");
  const told = { first: named(first), score: figure(first.score) };
  if (reply.outcome === "lost") return say("why-lost", told);
  if (!second) return say("why-sure", told);
  told.second = named(second);
  told.other = figure(second.score);
  told.lead = figure(first.score - second.score);
  return say(reply.outcome === "unsure" ? "why-unsure" : "why-lead", told);
}

function nearest(phrases) {
  const found = list(phrases).map((each) => (Array.isArray(each) ? { text: each[0], label: each[1], score: each[2] } : each));
  if (!found.length) return null;
  return [h("h4", {}, say("nearest")),
    h("ul.nearest", {}, found.slice(0, 6).map((each) => h("li", {},
      h("q", {}, each.text ?? each.phrase), " ",
      h("span.where", {}, h("code", {}, each.label ?? each.topic), " ", each.file && place(each.file, each.line),
        typeof each.score === "number" && ` ${figure(each.score)}`))))];
}

function evidence(scores) {
  const rows = Object.entries(scores ?? {}).filter(([, value]) => typeof value === "number" || (value && typeof value === "object"));
  if (!rows.length) return null;
  const told = (value) => (typeof value === "number" ? figure(value) : Object.entries(value).map(([name, each]) => `${name} ${typeof each === "number" ? figure(each) : each}`).join(", "));
  return h("details", {}, h("summary", {}, say("evidence")),
    h("dl.evidence", {}, rows.slice(0, 24).map(([name, value]) => [h("dt", {}, name), h("dd", {}, told(value))])));
}

function source(from, open) {
  const dates = [["as-of-day", from.as_of], ["reviewed-day", from.reviewed], ["review-by-day", from.review_by]];
  const told = dates.filter(([, iso]) => iso).map(([word, iso]) => say(word, { day: day(iso) }));
  if (from.statement) told.unshift(say("statement", { id: from.statement }));
  return h("li", {},
    h("p.says", {}, from.says),
    from.file && written(from, from.file, from.line, open),
    from.page && written(from, from.page, from.page_line, open),
    told.length ? h("p.dates", {}, told.join(" · ")) : null);
}

// A place in a file, and behind it the words that stand there.
function written(from, file, line, open) {
  const onPage = file === from.page;
  const excerpt = list(onPage ? from.page_excerpt : from.excerpt);
  const where = [onPage && h("span", {}, `${say("page")} `), h("code", {}, `${file}:${line}`)];
  if (!excerpt.length) return h("p.place", {}, where);
  return h("details.place", { open }, h("summary", {}, where),
    h("div.excerpt", { tabindex: "0", role: "group", "aria-label": `${file}:${line}` },
      h("ol", {}, excerpt.map(([number, text]) => h(number === line ? "li.meant" : "li", { value: number }, h("code", {}, text || " "))))));
}

export function place(file, line) {
  const text = `${file}:${line}`;
  const told = say("copy-place", { place: text });
  return h("button.place", { type: "button", title: told, "aria-label": told, onclick: () => copied(text) }, h("code", {}, text), icon(COPY));
}

function list(value) {
  return Array.isArray(value) ? value : [];
}

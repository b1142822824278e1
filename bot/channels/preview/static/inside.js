// Beside the chat: how a question was read, what was considered, why, and where the answer stands.

import { copied } from "./chat.js";
import { considered, part, why, words } from "./deciding.js";
import { h, icon } from "./dom.js";
import { day, has, say } from "./words.js";

const COPY = "M8.500 8.500V5.500h10v10h-3M5.500 8.500h10v10h-10z";

export function inside(message) {
  if (!message) return [h("p.empty", {}, say("nothing-yet"))];
  const { reply } = message;
  if (reply.failed) return [h("p.empty", {}, reply.failed)];
  return free(reply) ? [outcome(reply), read(reply), considered(reply), why(reply, place)] : [outcome(reply)];
}

export function from(message) {
  if (!message || message.reply.failed) return [];
  const { places } = message.reply;
  return [places.length ? h("ul.sources", {}, places.map((each, at) => source(each, at === 0))) : h("p.empty", {}, say("sources-none"))];
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
  const { reading } = reply;
  const same = reading.text === reading.typed;
  const how = reading.how.filter((each) => has(`how-${each}`)).map((each) => say(`how-${each}`));
  return part("read-as",
    h("p", {}, same ? say("as-typed") : h("q", {}, reading.text), how.length ? `, ${how.join(", ")}` : ""),
    reading.foreign && h("p.note", {}, say("foreign")),
    words(reply));
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

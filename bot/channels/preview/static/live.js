// News of the knowledge folder: how it stands, what is wrong in it; told by the server as it happens.

import { h } from "./dom.js";
import { place } from "./inside.js";
import { clock, say } from "./words.js";

// Calls back with the standing whenever it changes; null while the server is away.
export function follow(onStanding) {
  const news = new EventSource("/live");
  news.addEventListener("standing", (event) => onStanding(JSON.parse(event.data)));
  news.addEventListener("error", () => onStanding(null));
}

// The standing in a few words, and its kind: good, wait, or bad.
export function inShort(standing) {
  if (standing === undefined) return ["wait", say("connecting")];
  if (standing === null) return ["bad", say("gone")];
  const faults = standing.complaints.filter((each) => !each.warning).length;
  if (standing.failed) return ["bad", say("broke")];
  if (standing.refused) return ["bad", say(standing.since ? "refused" : "never")];
  if (standing.learning) return ["wait", learning(standing)];
  if (!standing.since) return ["wait", say("connecting")];
  const live = say("live-since", { time: standing.since.slice(11, 19) });
  return faults ? ["warn", `${live} · ${say("faults", { count: faults })}`] : ["good", live];
}

function learning(standing) {
  const [done, total] = standing.learning;
  return total ? say("learning-of", { done, total }) : say("learning");
}

export function check(standing) {
  if (!standing) return [h("p.empty", {}, standing === null ? [say("gone"), ". ", h("code", {}, say("gone-how"))] : say("connecting"))];
  const faults = standing.complaints.filter((each) => !each.warning);
  const warnings = standing.complaints.filter((each) => each.warning);
  return [
    h("p.figures", {}, say("figures", { topics: standing.topics, phrases: standing.phrases }),
      standing.since && ` · ${say("live-since", { time: clock(standing.since) })}`),
    standing.learning && h("p.learning", {}, learning(standing), ". ", say("learning-note"), bar(standing.learning)),
    !standing.model && h("p.note", {}, say("meaning-off")),
    standing.kept && h("p.note", {}, say("kept")),
    standing.refused && standing.since && h("p.refused", {}, say("refused-why")),
    standing.failed && h("p.refused", {}, say("broke-how")),
    !standing.checked && !standing.failed && h("p.empty", {}, say("checking")),
    standing.checked && !standing.complaints.length && !standing.refused && h("p.fine", {}, say("no-complaints")),
    standing.checked && standing.questions ? h("p.figures", {}, say("samples", { asked: standing.questions, missed: standing.missed })) : null,
    some("faults", faults), some("warnings", warnings),
    standing.further ? h("p.empty", {}, say("further", { count: standing.further })) : null,
  ].filter(Boolean);
}

function bar([done, total]) {
  return total ? h("progress", { max: total, value: done }) : null;
}

function some(word, complaints) {
  if (!complaints.length) return null;
  return h(`section.complaints.${word}`, {}, h("h3", {}, say(word, { count: complaints.length })),
    h("ul", {}, complaints.map((each) => h("li", {}, place(each.file, each.line), h("p", {}, each.says)))));
}

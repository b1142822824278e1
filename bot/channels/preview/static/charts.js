// Charts drawn as SVG. Each stands beside a table of the same figures, for those who cannot see it.

import { h, svg } from "./dom.js";
import { day, say } from "./words.js";

export const OUTCOMES = [["sure", "answered"], ["unsure", "choice"], ["lost", "in-vain"]];

const HEIGHT = 220;
const LEFT = 36;
const BELOW = 24;

// Each day as a bar of its outcomes; `width` in pixels.
export function days(rows, width) {
  const most = Math.max(...rows.map(sum), 1);
  const [top, step] = scale(most);
  const across = (width - LEFT) / rows.length;
  const up = (value) => (HEIGHT - BELOW - 8) * value / top;
  const drawn = svg("svg", { viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT, class: "chart", "aria-hidden": "true" });
  for (let value = 0; value <= top; value += step) {
    const y = HEIGHT - BELOW - up(value);
    drawn.append(svg("line", { x1: LEFT, x2: width, y1: y, y2: y, class: value ? "rule" : "axis" }),
      svg("text", { x: LEFT - 8, y: y + 4, "text-anchor": "end" }, String(value)));
  }
  rows.forEach((row, at) => drawn.append(dayBar(row, LEFT + at * across, across, up)));
  return drawn;
}

function dayBar(row, x, across, up) {
  const gap = Math.min(across * 0.24, 6);
  let y = HEIGHT - BELOW;
  const parts = OUTCOMES.filter(([name]) => row[name]).map(([name]) => {
    const tall = up(row[name]);
    y -= tall;
    return svg("rect", { x: x + gap / 2, y, width: Math.max(across - gap, 1), height: Math.max(tall - 1, 1), rx: Math.min(2, across / 4), class: name });
  });
  const told = say("day-title", { day: day(row.day), total: sum(row), ...row });
  return svg("g", {}, svg("title", {}, told),
    svg("rect", { x, y: 0, width: across, height: HEIGHT - BELOW, class: "touch" }), parts, under(row, x + across / 2, across));
}

// The first of each month, and Mondays while there is room for them.
function under(row, x, across) {
  const date = new Date(`${row.day}T00:00Z`);
  const wanted = across > 42 || (across > 8 ? date.getUTCDay() === 1 : date.getUTCDate() === 1 && (across > 2 || date.getUTCMonth() % 2 === 0));
  return wanted ? svg("text", { x, y: HEIGHT - 6, "text-anchor": "middle" }, day(row.day).slice(0, 5)) : null;
}

function scale(most) {
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1)));
  const step = Math.max([1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough), 1);
  return [Math.ceil(most / step) * step, step];
}

export function sum(row) {
  return row.sure + row.unsure + row.lost;
}

// A bar of parts that lie side by side: `[[kind, value], ...]` of `most`.
export function bar(parts, most) {
  const drawn = svg("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", class: "bar", "aria-hidden": "true" });
  let x = 0;
  for (const [kind, value] of parts) {
    const wide = most ? 100 * value / most : 0;
    if (wide) drawn.append(svg("rect", { x, y: 0, width: Math.max(wide - 0.25, 0.4), height: 10, class: kind }));
    x += wide;
  }
  return drawn;
}

export function legend() {
  return h("ul.legend", {}, OUTCOMES.map(([kind, word]) => h("li", { data: { kind } }, say(word))));
}

export function table(heads, rows) {
  return h("details", {}, h("summary", {}, say("as-table")), h("div.rows", { tabindex: "0", role: "group", "aria-label": say("as-table") },
    h("table", {}, h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", {}, rows.map(([first, ...others]) => h("tr", {}, h("th", { scope: "row" }, first), others.map((each) => h("td", {}, String(each)))))))));
}

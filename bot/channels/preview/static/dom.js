// Builds the page element by element. No string ever becomes HTML.

// An element, its attributes, listeners (on...) and what stands in it.
export function h(name, about = {}, ...within) {
  const [tag, ...classes] = name.split(".");
  const made = document.createElement(tag);
  if (classes.length) made.className = classes.join(" ");
  for (const [key, value] of Object.entries(about)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "data") Object.assign(made.dataset, value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...within.flat(Infinity).filter((each) => each !== null && each !== undefined && each !== false));
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(tag, about = {}, ...within) {
  const made = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(about)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...within.flat(Infinity).filter((each) => each !== null && each !== undefined));
  return made;
}

export function icon(path) {
  return svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true", class: "icon" }, svg("path", { d: path }));
}

const TAGS = { b: "strong", i: "em", u: "u", s: "s", code: "code", pre: "pre", blockquote: "blockquote" };

// The nodes of an answer's tree; a tag that is not listed gives only its text.
export function grown(tree, folded) {
  return tree.map((each, at) => {
    // A quotation ends its line already, as it does in Telegram.
    if (typeof each === "string") return tree[at - 1]?.tag === "blockquote" ? each.replace(/^\n/, "") : each;
    const within = grown(each.within, folded);
    if (each.fold) return folded(within);
    return each.tag in TAGS ? h(TAGS[each.tag], {}, within) : within;
  }).flat();
}

export function kept(name, otherwise) {
  return localStorage.getItem(name) ?? otherwise;
}

export function keep(name, value) {
  localStorage.setItem(name, value);
}

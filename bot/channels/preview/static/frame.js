// What both pages have: their language and theme, and how to be told when the language changes.

import { keep, kept } from "./dom.js";
import { language, translate } from "./words.js";

export function frame(onLanguage) {
  const chosen = document.getElementById("language");
  chosen.value = language();
  chosen.addEventListener("change", () => {
    keep("language", chosen.value);
    translate();
    onLanguage();
  });
  const theme = document.getElementById("theme");
  theme.value = kept("theme", "auto");
  theme.addEventListener("change", () => {
    keep("theme", theme.value);
    document.documentElement.dataset.theme = theme.value;
  });
  translate();
}

// Narrows a list without a page load. Without this script the whole list is there, and the controls stay hidden.
(() => {
  "use strict";
  const filter = document.querySelector(".filter");
  const entries = [...document.querySelectorAll("main [data-facets]")].map((element) => ({
    element,
    facets: JSON.parse(element.dataset.facets || "{}"),
    words: plain(element.textContent),
  }));
  if (!filter || entries.length < 2) return;
  const text = filter.querySelector("input");
  const selects = [...filter.querySelectorAll("select")];
  const outcome = filter.querySelector("output");
  const shelves = [...document.querySelectorAll("main .shelf")];

  function plain(words) {
    return words.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  }

  function narrow() {
    const words = plain(text.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const entry of entries) {
      const fits =
        selects.every((select) => !select.value || (entry.facets[select.name] || []).includes(select.value)) &&
        words.every((word) => entry.words.includes(word));
      entry.element.hidden = !fits;
      if (fits) shown += 1;
    }
    for (const shelf of shelves) shelf.hidden = !shelf.querySelector("[data-facets]:not([hidden])");
    outcome.textContent = shown === entries.length ? "All " + shown + " are shown." : shown + " of " + entries.length + " are shown.";
  }

  // A link such as `index.html?kind=paper` opens the list narrowed.
  const asked = new URLSearchParams(location.search);
  for (const select of selects) {
    const value = asked.get(select.name);
    if (value && [...select.options].some((option) => option.value === value)) select.value = value;
  }
  filter.addEventListener("input", narrow);
  filter.querySelector("button").addEventListener("click", () => {
    for (const control of [text, ...selects]) control.value = "";
    narrow();
  });
  filter.hidden = false;
  narrow();
})();

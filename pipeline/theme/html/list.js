// Narrows a list without a page load. Without this script the whole list is there, and the controls stay hidden.
(() => {
  "use strict";
  const filter = document.querySelector(".filter");
  const entries = [...document.querySelectorAll("main [data-facets]")].map((element) => ({
    element,
    facets: JSON.parse(element.dataset.facets || "{}"),
    words: plain(element.textContent),
  }));
  if (!filter) return;
  const text = filter.querySelector("input");
  const selects = [...filter.querySelectorAll("select")];
  const chips = [...filter.querySelectorAll(".chip")];
  const outcome = filter.querySelector("output");
  const reset = filter.querySelector(".reset");
  const shelves = [...document.querySelectorAll("main .shelf")];

  function plain(words) {
    return words.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  }

  function pressed(chip) {
    return chip.getAttribute("aria-pressed") === "true";
  }

  // What is chosen: field -> value.
  function chosen() {
    const found = selects.filter((select) => select.value).map((select) => [select.name, select.value]);
    return [...found, ...chips.filter(pressed).map((chip) => [chip.name, chip.value])];
  }

  function narrow() {
    const words = plain(text.value).split(/\s+/).filter(Boolean);
    const wanted = chosen();
    let shown = 0;
    for (const entry of entries) {
      const fits = wanted.every(([name, value]) => (entry.facets[name] || []).includes(value)) && words.every((word) => entry.words.includes(word));
      entry.element.hidden = !fits;
      if (fits) shown += 1;
    }
    for (const shelf of shelves) shelf.hidden = !shelf.querySelector("[data-facets]:not([hidden])");
    const whole = shown === entries.length;
    outcome.textContent = whole ? "All " + shown + " are shown." : shown + " of " + entries.length + (shown === 1 ? " is shown." : " are shown.");
    reset.hidden = !wanted.length && !words.length;
  }

  // The address keeps what is chosen, so that it can be shared and the way back leads here; a page on disk may refuse.
  function remember() {
    const query = new URLSearchParams(chosen());
    if (text.value.trim()) query.set(text.name, text.value.trim());
    try {
      history.replaceState(null, "", location.pathname + (query.size ? "?" + query : "") + location.hash);
    } catch {
      // The list is narrowed all the same.
    }
  }

  function changed() {
    narrow();
    remember();
  }

  // A link such as `index.html?kind=paper` opens the list narrowed.
  const asked = new URLSearchParams(location.search);
  text.value = asked.get(text.name) || "";
  for (const select of selects) {
    const value = asked.get(select.name);
    if (value && [...select.options].some((option) => option.value === value)) select.value = value;
  }
  for (const chip of chips) {
    chip.setAttribute("aria-pressed", String(asked.get(chip.name) === chip.value));
    chip.addEventListener("click", () => {
      const press = !pressed(chip);
      for (const other of chips) if (other.name === chip.name) other.setAttribute("aria-pressed", String(other === chip && press));
      changed();
    });
  }
  filter.addEventListener("input", changed);
  reset.addEventListener("click", () => {
    for (const control of [text, ...selects]) control.value = "";
    for (const chip of chips) chip.setAttribute("aria-pressed", "false");
    changed();
    text.focus();
  });
  narrow();
})();

// Searches the index that travels with the book. The index is a classic script, because a page opened from disk may load
// nothing else; it is fetched when somebody wants to search, not before.
(() => {
  "use strict";
  const form = document.querySelector("form.seek");
  if (!form) return;
  const input = form.querySelector("input");
  const status = document.querySelector(".outcome");
  const list = document.querySelector(".results");
  const MOST = 30;
  const FIELDS = { 3: 40, 2: 12, 1: 3 };
  const EXACT = 1, BEGINNING = 0.6, SLIP = 0.35;
  let index = null;
  let loading = false;

  function plain(text) {
    return text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  }

  function wordsOf(text) {
    return plain(text).match(/[\p{L}\p{N}]+/gu) || [];
  }

  function load() {
    if (index || loading) return;
    loading = true;
    const script = document.createElement("script");
    script.src = form.dataset.index;
    script.onload = () => {
      index = globalThis.searchIndex;
      index.words = Object.keys(index.terms).sort();
      for (const item of index.items) item.words = wordsOf(item.title);
      show();
    };
    script.onerror = () => {
      status.textContent = "The search index could not be loaded.";
    };
    document.head.append(script);
  }

  // At most one letter added, left out, changed, or swapped with its neighbour.
  function slipped(one, other) {
    if (Math.abs(one.length - other.length) > 1) return false;
    let at = 0;
    while (at < one.length && one[at] === other[at]) at += 1;
    const [left, right] = [one.slice(at), other.slice(at)];
    return (
      left.slice(1) === right.slice(1) ||
      left === right.slice(1) ||
      left.slice(1) === right ||
      (left.length > 1 && left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2))
    );
  }

  function first(word) {
    let [low, high] = [0, index.words.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (index.words[middle] < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // A word as typed -> the words of the index it may mean, each with how well it fits.
  function meanings(word) {
    const found = new Map();
    for (let at = first(word); at < index.words.length && index.words[at].startsWith(word); at += 1) {
      const known = index.words[at];
      found.set(known, known === word ? EXACT : (BEGINNING * (word.length + 2)) / (known.length + 2));
    }
    if (word.length > 3 && !found.has(word)) {
      for (const known of index.words) if (!found.has(known) && slipped(word, known)) found.set(known, SLIP);
    }
    return found;
  }

  // Section -> score of one word as typed.
  function scores(word) {
    const scored = new Map();
    for (const [known, fit] of meanings(word)) {
      const postings = index.terms[known];
      const rare = Math.log(1 + index.sections.length / postings.length);
      let posting = 0;
      for (const difference of postings) {
        posting += difference;
        const [section, field, times] = [posting >> 4, (posting >> 2) & 3, posting & 3];
        const score = fit * rare * FIELDS[field] * (1 + times / 4);
        scored.set(section, Math.max(scored.get(section) || 0, score));
      }
    }
    return scored;
  }

  // What was typed -> items with their best sections, the best first. Every word must stand somewhere in the item.
  function search(typed) {
    const words = wordsOf(typed).map(scores);
    const items = new Map();
    words.forEach((scored, place) => {
      for (const [section, score] of scored) {
        const number = index.sections[section].item;
        const item = items.get(number) || { number, score: 0, words: words.map(() => 0), sections: new Map() };
        item.words[place] = Math.max(item.words[place], score);
        item.sections.set(section, (item.sections.get(section) || 0) + score);
        items.set(number, item);
      }
    });
    const found = [...items.values()];
    const whole = found.filter((item) => item.words.every((score) => score > 0));
    for (const item of found) item.score = item.words.reduce((sum, score) => sum + score, 0) * closeness(item, wordsOf(typed));
    return (whole.length ? whole : found).sort((one, other) => other.score - one.score || one.number - other.number);
  }

  // A title that is what was typed, or little more, comes before one that also holds it.
  function closeness(item, words) {
    const title = index.items[item.number].words;
    const shared = words.filter((word) => title.some((known) => known.startsWith(word))).length;
    return 1 + (shared / Math.max(words.length, title.length)) * (shared === words.length ? 2 : 1);
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function link(item, anchor, text, className) {
    const made = element("a", className, text);
    const address = item.url.split("#");
    made.href = form.dataset.root + address[0] + (anchor ? "#" + encodeURIComponent(anchor) : address[1] ? "#" + address[1] : "");
    return made;
  }

  // The excerpt, with the words looked for marked.
  function excerpt(text, words) {
    const made = element("p", "summary");
    let at = 0;
    for (const match of text.matchAll(/[\p{L}\p{N}]+/gu)) {
      const known = plain(match[0]);
      if (!words.some((word) => known.startsWith(word) || (word.length > 3 && slipped(word, known)))) continue;
      made.append(text.slice(at, match.index), element("mark", "", match[0]));
      at = match.index + match[0].length;
    }
    made.append(text.slice(at));
    return made;
  }

  function result(found, words) {
    const item = index.items[found.number];
    const made = element("li");
    made.append(link(item, "", item.title, "title"), " ", element("span", "kind", item.label));
    const best = [...found.sections].sort((one, other) => other[1] - one[1] || one[0] - other[0]);
    const sections = best.map(([number]) => index.sections[number]);
    if (sections[0].text) made.append(excerpt(sections[0].text, words));
    const places = sections.filter((section) => section.anchor).slice(0, 3);
    if (places.length) {
      const inside = element("ul", "places");
      for (const section of places) {
        const line = element("li");
        line.append(link(item, section.anchor, section.title));
        inside.append(line);
      }
      made.append(inside);
    }
    return made;
  }

  function show() {
    if (!index) return;
    const words = wordsOf(input.value);
    const found = words.length ? search(input.value) : [];
    list.replaceChildren(...found.slice(0, MOST).map((each) => result(each, words)));
    const count = found.length === 1 ? "1 result" : found.length + " results";
    status.textContent = !words.length ? "" : found.length > MOST ? count + "; the first " + MOST + " are shown." : count + ".";
  }

  // The arrow keys walk from the field through the results and back.
  function walk(event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [input, ...list.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  }

  input.addEventListener("focus", load, { once: true });
  input.addEventListener("input", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    load();
    show();
  });
  document.addEventListener("keydown", walk);
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    input.value = asked;
    load();
  }
})();

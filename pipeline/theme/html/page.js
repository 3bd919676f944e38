// What every page can do once scripts run: open the navigation as a panel, follow the scrolling, copy, enlarge, show cards, listen to
// keys. Each part stands alone; without this script the whole text is there.
(() => {
  "use strict";
  const root = new URL("..", document.currentScript.src);
  const main = document.querySelector("main");
  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  document.body.append(said);

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function button(className, text) {
    const made = element("button", className, text);
    made.type = "button";
    return made;
  }

  function kept(name) {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  }

  function keep(name, value) {
    try {
      if (value) localStorage.setItem(name, value);
      else localStorage.removeItem(name);
    } catch {
      // It then holds for this page alone.
    }
  }

  // "Menu" and "On this page" lead to the end of the page, where both stand; here they become panels.
  if (HTMLElement.prototype.showPopover) {
    for (const link of document.querySelectorAll("a.menu")) {
      const panel = document.getElementById(link.hash.slice(1));
      const opener = button(link.className, link.textContent);
      panel.popover = "auto";
      opener.popoverTargetElement = panel;
      link.replaceWith(opener);
      panel.addEventListener("click", (event) => {
        if (event.target.closest("a") && panel.matches(":popover-open")) panel.hidePopover();
      });
    }
  }

  // The current entry of a long navigation is in sight.
  const side = document.querySelector(".side");
  const current = side && side.querySelector("[aria-current]");
  if (current && current.offsetTop > side.clientHeight * 0.7) side.scrollTop = current.offsetTop - side.clientHeight / 3;

  // The contents beside the page follow the scrolling.
  const places = [...document.querySelectorAll(".here a")]
    .map((link) => ({ link, target: document.getElementById(decodeURIComponent(link.hash.slice(1))) }))
    .filter((place) => place.target);
  if (places.length) {
    const follow = () => {
      const line = innerHeight * 0.3;
      let now = null;
      for (const place of places) if (place.target.getBoundingClientRect().top <= line) now = place;
      for (const place of places) {
        if (place === now) place.link.setAttribute("aria-current", "location");
        else place.link.removeAttribute("aria-current");
      }
    };
    const observer = new IntersectionObserver(follow, { rootMargin: "0px 0px -70% 0px", threshold: [0, 1] });
    for (const place of places) observer.observe(place.target);
  }

  // Headings can be linked.
  for (const heading of main.querySelectorAll(":is(h2, h3, h4)[id]")) {
    const link = element("a", "anchor", "#");
    link.href = "#" + encodeURIComponent(heading.id);
    link.setAttribute("aria-label", "Link to “" + heading.textContent.trim() + "”");
    heading.append(link);
  }

  // Code, prompts and citations can be copied.
  async function copy(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const field = element("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (!done) throw new Error("refused");
  }

  for (const block of main.querySelectorAll("pre, .cite .words")) {
    const frame = element("div", "copied");
    const copier = button("copy", "Copy");
    copier.addEventListener("click", async () => {
      let outcome = "Copied";
      try {
        await copy(block.textContent.replace(/\n$/, ""));
      } catch {
        outcome = "Not copied";
      }
      copier.textContent = said.textContent = outcome;
      setTimeout(() => {
        copier.textContent = "Copy";
        said.textContent = "";
      }, 2000);
    });
    block.replaceWith(frame);
    frame.append(block, copier);
  }

  // Figures can be enlarged.
  for (const image of main.querySelectorAll(".figure img")) {
    const opener = button("enlarge");
    image.replaceWith(opener);
    opener.append(image);
    opener.setAttribute("aria-label", "Enlarge: " + image.alt);
    opener.addEventListener("click", () => {
      const dialog = element("dialog", "picture");
      const large = image.cloneNode();
      const form = element("form");
      form.method = "dialog";
      form.append(element("button", "", "Close"));
      large.removeAttribute("loading");
      dialog.setAttribute("aria-label", "Figure");
      dialog.append(large, form);
      dialog.addEventListener("close", () => dialog.remove());
      dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
      document.body.append(dialog);
      dialog.showModal();
    });
  }

  // Settings: light or dark, keys or none.
  const settings = document.getElementById("page.settings");
  const opener = document.querySelector(".look");
  let keys = kept("book.keys") !== "off";
  if (settings && opener) {
    for (const choice of settings.querySelectorAll("[name=theme]")) {
      choice.checked = choice.value === (kept("book.theme") || "");
      choice.addEventListener("change", () => {
        keep("book.theme", choice.value);
        if (choice.value) document.documentElement.dataset.theme = choice.value;
        else delete document.documentElement.dataset.theme;
      });
    }
    const box = settings.querySelector("[name=keys]");
    box.checked = keys;
    box.addEventListener("change", () => {
      keys = box.checked;
      keep("book.keys", keys ? "" : "off");
    });
    opener.addEventListener("click", () => settings.showModal());
    settings.addEventListener("click", (event) => event.target === settings && settings.close());
  }

  function follow(relation) {
    const link = document.querySelector("link[rel=" + relation + "]");
    if (link) location.href = link.href;
  }

  const backwards = document.documentElement.dir === "rtl";
  const ACTIONS = {
    "/": () => document.getElementById(document.getElementById("page.seek") ? "page.seek" : "page.find").focus(),
    "?": () => settings && settings.showModal(),
    ArrowLeft: () => follow(backwards ? "next" : "prev"),
    ArrowRight: () => follow(backwards ? "prev" : "next"),
  };
  document.addEventListener("keydown", (event) => {
    const action = ACTIONS[event.key];
    if (!keys || !action || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    // What is typed stays text, and what scrolls by the arrows goes on scrolling.
    if (event.target.closest("input, textarea, select, dialog, [contenteditable], [tabindex='0'], [popover]")) return;
    event.preventDefault();
    action();
  });

  // Cards: a few words about what a reference leads to. Their texts travel in a script for each collection, loaded when first needed.
  const shelves = [];
  const told = (document.body.dataset.cards || "").split(" ");
  for (let at = 0; at + 1 < told.length; at += 2) {
    const [before, after] = told[at].split("{id}");
    shelves.push({ before, after, file: told[at + 1] });
  }

  function load(shelf) {
    shelf.cards ||= new Promise((resolve) => {
      const script = element("script");
      script.src = new URL(shelf.file, root);
      script.onload = () => resolve(globalThis.bookCards[shelf.file.split(".")[0]] || {});
      script.onerror = () => resolve({});
      document.head.append(script);
    });
    return shelf.cards;
  }

  async function cardOf(link) {
    const address = link.href.startsWith(root.href) ? link.href.slice(root.href.length) : "";
    for (const shelf of shelves) {
      const route = shelf.before.includes("#") ? address : address.split("#")[0];
      if (!route.startsWith(shelf.before) || !route.endsWith(shelf.after)) continue;
      const cards = await load(shelf);
      const found = cards[route.slice(shelf.before.length, route.length - shelf.after.length)];
      if (found) return found;
    }
    return null;
  }

  let shown = null;
  let waiting = 0;

  function hide() {
    clearTimeout(waiting);
    if (!shown) return;
    shown.link.removeAttribute("aria-describedby");
    shown.card.remove();
    shown = null;
  }

  async function show(link) {
    if (shown && shown.link === link) return;
    const data = await cardOf(link);
    if (!data || !(link.matches(":hover") || link === document.activeElement)) return;
    hide();
    const [title, kind, facts, text] = data;
    const card = element("div", "card");
    card.id = "page.card";
    card.setAttribute("role", "tooltip");
    card.append(element("p", "kicker", kind), element("p", "name", title));
    if (facts) card.append(element("p", "facts", facts));
    if (text) card.append(element("p", "text", text));
    document.body.append(card);
    link.setAttribute("aria-describedby", card.id);
    const box = link.getClientRects()[0];
    const below = box.bottom + card.offsetHeight + 12 < innerHeight || box.top < card.offsetHeight + 12;
    card.style.top = scrollY + (below ? box.bottom + 6 : box.top - card.offsetHeight - 6) + "px";
    card.style.left = scrollX + Math.max(8, Math.min(box.left, document.documentElement.clientWidth - card.offsetWidth - 8)) + "px";
    card.addEventListener("pointerenter", () => clearTimeout(waiting));
    card.addEventListener("pointerleave", leave);
    shown = { link, card };
  }

  function leave() {
    clearTimeout(waiting);
    waiting = setTimeout(hide, 250);
  }

  function reference(target) {
    const link = target.closest && target.closest("main a[href]");
    const bare = !link || link.closest(".trail, .neighbours, .title, .anchor, .rows > li > a, .jump, .leaders, .parts, .ways, .all, .voices > li > a");
    return bare || link.href.split("#")[0] === location.href.split("#")[0].split("?")[0] && !link.hash ? null : link;
  }

  if (shelves.length) {
    main.addEventListener("pointerover", (event) => {
      const link = event.pointerType === "mouse" ? reference(event.target) : null;
      if (!link) return;
      link.removeAttribute("title");
      clearTimeout(waiting);
      waiting = setTimeout(show, shown ? 100 : 300, link);
    });
    main.addEventListener("pointerout", (event) => reference(event.target) && leave());
    main.addEventListener("focusin", (event) => {
      const link = reference(event.target);
      if (link && link.matches(":focus-visible")) show(link);
      else hide();
    });
    main.addEventListener("focusout", hide);
    document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  }
})();

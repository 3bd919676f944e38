// Puts the reader's choice of light or dark on the page before anything is drawn, so that nothing flashes, and tells the style that
// scripts run, so that nothing jumps. Small, because the page waits for it.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("scripted");
  try {
    const theme = localStorage.getItem("book.theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // Where nothing can be kept, the system decides.
  }
})();

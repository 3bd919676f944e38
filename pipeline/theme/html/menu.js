// Opens the navigation as a panel on narrow screens. Without this script, "Menu" and "On this page" lead to the end of the
// page, where both stand.
(() => {
  "use strict";
  if (!HTMLElement.prototype.showPopover) return;
  for (const link of document.querySelectorAll("a.menu")) {
    const panel = document.getElementById(link.hash.slice(1));
    const button = document.createElement("button");
    button.type = "button";
    button.className = link.className;
    button.textContent = link.textContent;
    panel.popover = "auto";
    button.popoverTargetElement = panel;
    link.replaceWith(button);
    panel.addEventListener("click", (event) => {
      if (event.target.closest("a") && panel.matches(":popover-open")) panel.hidePopover();
    });
  }
})();

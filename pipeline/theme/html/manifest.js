// Names the web manifest where it can be loaded: a page opened from disk may not, and would complain about every link to one.
(() => {
  "use strict";
  const { manifest } = document.currentScript.dataset;
  if (manifest && location.protocol !== "file:") {
    document.head.append(Object.assign(document.createElement("link"), { rel: "manifest", href: manifest }));
  }
})();

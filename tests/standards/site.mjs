// Behaves like a reader in a real browser: every page through axe under a strict policy, then keys, cards, filters and settings from disk.
// `node site.mjs FOLDER-OF-THE-SITE PAGE…` prints what is wrong as JSON lines; nothing when all is well.
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [root, ...pages] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const KINDS = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; manifest-src 'self'; base-uri 'none'";
const MODES = [["light", 1280], ["dark", 1280], ["light", 390]];
const NARROW = 320;

function fault(page, what) {
  console.log(JSON.stringify([page, what]));
}

function serve(request, response) {
  const path = join(root, decodeURIComponent(request.url.split("?")[0]));
  try {
    const data = readFileSync(path);
    response.writeHead(200, { "content-type": KINDS[extname(path)] || "application/octet-stream", "content-security-policy": POLICY });
    response.end(data);
  } catch {
    response.writeHead(404);
    response.end();
  }
}

async function judge(page, base, path, width) {
  await page.goto(base + path);
  const session = await page.createCDPSession();
  await session.send("Runtime.evaluate", { expression: axe });
  const run = "axe.run(document, { resultTypes: ['violations'] }).then((told) => JSON.stringify(told.violations.map((each) => [each.id, each.nodes[0].html])))";
  const { result } = await session.send("Runtime.evaluate", { expression: run, awaitPromise: true, returnByValue: true });
  for (const [rule, html] of JSON.parse(result.value)) fault(path, rule + ": " + html);
  await session.detach();
  if (width < 1000) {
    await page.setViewport({ width: NARROW, height: 800 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > NARROW) fault(path, "scrolls sideways: " + wide);
  }
}

// What a reader does, and whether it worked.
async function act(page, base) {
  const expect = async (what, holds) => (await page.waitForFunction(holds, { timeout: 5000 }).catch(() => fault(what, "did not happen")));
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(base + "chapters/rag-and-agents.html");
  await page.focus("main .prose p a");
  await page.keyboard.press("Tab");
  await expect("a card by keyboard", () => document.activeElement.getAttribute("aria-describedby") === document.querySelector(".card")?.id);
  await page.keyboard.press("Escape");
  await expect("Escape closes the card", () => !document.querySelector(".card"));
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("/");
  await expect("the key of the search", () => document.activeElement.id === "page.find");
  await page.keyboard.type("?/");
  await expect("what is typed stays text", () => document.activeElement.value === "?/" && !document.querySelector("dialog[open]"));
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("ArrowRight");
  await expect("the key of the next page", () => location.pathname.endsWith("/finetuning.html") && document.readyState === "complete");
  await page.keyboard.press("?");
  await expect("the key of the settings", () => document.querySelector("dialog[open]"));
  await page.click("dialog [value=dark]");
  await page.click("dialog [name=keys]");
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowLeft");
  await page.reload();
  await expect("keys are off", () => location.pathname.endsWith("/finetuning.html"));
  await expect("the night is kept", () => document.documentElement.dataset.theme === "dark");
  await page.goto(base + "resources/index.html?chapters=rag-and-agents&kind=paper");
  await expect("a narrowed address", () => /^\d+ of \d+ are shown\.$/.test(document.querySelector("output").textContent));
  await page.select("select[name=kind]", "post");
  await expect("the address keeps the filter", () => location.search === "?chapters=rag-and-agents&kind=post");
  await page.goto(base + "figures/index.html");
  await page.click(".enlarge");
  await expect("a figure is enlarged", () => document.querySelector("dialog.picture[open]"));
  await page.setJavaScriptEnabled(false);
  await page.goto(base + "resources/index.html");
  const dead = await page.evaluate(() => [...document.querySelectorAll(".filter, .look")].some((each) => each.checkVisibility()));
  if (dead) fault("without scripts", "controls that do nothing are shown");
}

const server = createServer(serve).listen(0, "127.0.0.1");
await new Promise((resolve) => server.on("listening", resolve));
const args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"];
const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM, headless: true, args });
const page = await browser.newPage();
page.on("pageerror", (error) => fault(page.url(), error.message));
page.on("console", (message) => ["error", "warn"].includes(message.type()) && fault(page.url(), message.text()));
for (const [shade, width] of MODES) {
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: shade }]);
  for (const path of pages) {
    await page.setViewport({ width, height: 900 });
    await judge(page, `http://127.0.0.1:${server.address().port}/`, path, width);
  }
}
await act(page, pathToFileURL(root + "/").href);
await browser.close();
server.close();

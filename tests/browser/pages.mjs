// Every page of the desk, found from the table of routes and by following the links: nothing axe
// objects to in any language and theme, nothing wider than a phone, no script error, and everything
// still readable without script. `PAGES=/cases,/orders` looks at some; `SHOTS=1` keeps pictures.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fillIn } from "./acts.mjs";
import { browser, freePort, must, program, shots } from "./desk.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const LANGS = ["zh-CN", "zh-TW", "en"];
const THEMES = ["light", "dark"];
const WIDTHS = [1440, 1024, 360];
/** How many pages of one route are looked at: a case page differs with its kind and state. */
const EACH = { "/cases/{no}": 6, "/cases/{no}/acts/{verb}": 12 };
/** Routes that are not pages: files, streams, data, redirects, doors that are shut by now. */
const NOT_PAGES = [
  /^\/(healthz|readyz|favicon\.ico|static|live|api)/,
  /^\/setup$/,
  /\.(csv|json|xlsx)$/,
  /\/files\//,
  /\/suggest$/,
  /^\/warehouse\/scan$/,
  /^\/find$/,
];

/** The patterns of all GET rows of the table of routes. */
function patterns() {
  const table = readFileSync("src/web/mod.rs", "utf8");
  const rows = [...table.matchAll(/\bget!\(\s*"([^"]+)"/g)].map((row) => row[1]);
  must(rows.length > 20, "the table of routes was not found");
  return rows.filter((path) => !NOT_PAGES.some((not) => not.test(path)));
}

function regex(pattern) {
  const body = pattern.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{[^}]*\}/g, "[^/]+");
  return new RegExp(`^${body}$`);
}

/** A throw-away desk with the example shop, and the links that sign in. */
async function demo() {
  const port = await freePort();
  const child = spawn(program, ["demo", "--listen", `127.0.0.1:${port}`], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stdout.on("data", (chunk) => (said += chunk));
  child.stderr.on("data", (chunk) => (said += chunk));
  const origin = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries += 1) {
    must(tries < 1200 && child.exitCode === null, `the demo did not start:\n${said}`);
    const ready = await fetch(`${origin}/readyz`).then((answer) => answer.ok, () => false);
    if (ready && /\/demo\/sign-in\//.test(said)) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { child, origin, doors: said.match(/http\S+\/demo\/sign-in\/\S+/g) };
}

async function signIn(context, door) {
  const page = await context.newPage();
  await page.goto(door);
  await page.locator("main form button").first().click();
  return page;
}

/** What the example shop lacks: a parcel nobody announced and a file that came in. */
async function complete(page, origin) {
  await page.goto(`${origin}/warehouse/ownerless`);
  await fillIn(page, { tracking_no: "SF1234567890123", content: "一件衬衫" });
  await page.goto(`${origin}/import`);
  await page.setInputFiles('main input[type="file"]', "tests/fixtures/imports/taobao-1000.csv");
  await fillIn(page);
}

/** Follows links from the morning page until no new page of any route turns up. */
async function discover(page, origin) {
  const known = patterns().map((pattern) => ({ pattern, regex: regex(pattern), most: EACH[pattern] ?? 1, paths: [] }));
  const seen = new Set();
  const queue = ["/", "/settings", "/cases", "/orders", "/import"];
  while (queue.length > 0) {
    const path = queue.shift();
    const bare = path.split(/[?#]/)[0];
    // A literal row wins over one with a hole, as in the router.
    const row = known.find((r) => r.pattern === bare) ?? known.find((r) => r.regex.test(bare));
    if (!row || seen.has(bare)) continue;
    const already = row.paths.length >= row.most;
    // A page with a query is another look at the same page.
    if (already) continue;
    seen.add(bare);
    const answer = await page.goto(origin + path);
    if (answer.status() !== 200 || !answer.headers()["content-type"].startsWith("text/html")) continue;
    row.paths.push(path);
    const links = await page.locator("a[href]").evaluateAll((all) => all.map((a) => a.href));
    for (const link of links) {
      if (link.startsWith(origin)) queue.push(link.slice(origin.length) || "/");
    }
  }
  return known;
}

const { child, origin, doors } = await demo();
const chrome = await browser();
const findings = [];
let looked = 0;
try {
  const context = await chrome.newContext({ locale: "zh-CN", viewport: { width: 1440, height: 900 } });
  const page = await signIn(context, doors[0]);
  await complete(page, origin);
  const known = await discover(page, origin);
  const wanted = process.env.PAGES?.split(",");
  const unseen = known.filter((row) => row.paths.length === 0).map((row) => row.pattern);
  if (!wanted) {
    const strangers = ["/sign-in", "/demo/sign-in/{token}"];
    const missing = unseen.filter((pattern) => !strangers.includes(pattern) && !(process.env.UNSEEN ?? "").split(",").includes(pattern));
    if (missing.length > 0) findings.push(`no link leads to: ${missing.join(", ")}`);
  }
  const paths = wanted ?? known.flatMap((row) => row.paths);

  page.on("pageerror", (error) => findings.push(`${page.url()}: ${error}`));
  page.on("console", (message) => message.type() === "error" && findings.push(`${page.url()}: ${message.text()}`));
  for (const lang of LANGS) {
    for (const theme of THEMES) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.goto(`${origin}/settings/profile`);
      await page.selectOption('select[name="lang"]', lang);
      await page.selectOption('select[name="theme"]', theme);
      await page.locator('main form:has(select[name="lang"]) button').first().click();
      await page.waitForLoadState();
      for (const path of paths) {
        await page.setViewportSize({ width: 1440, height: 900 });
        await page.goto(origin + path);
        must((await page.getAttribute("html", "lang")) === lang, `${path} is not in ${lang}`);
        await page.evaluate(axe);
        const result = await page.evaluate(() =>
          globalThis.axe.run(document, {
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
          }),
        );
        for (const violation of result.violations) {
          const where = violation.nodes.slice(0, 2).map((node) => `${node.target} ${node.html.slice(0, 140)} ${node.any?.[0]?.message ?? ""}`);
          findings.push(`axe ${violation.id} ${path} ${lang} ${theme} (${violation.nodes.length}): ${where.join(" | ")}`);
        }
        looked += 1;
        for (const width of WIDTHS) {
          if (width === 1024 && !process.env.SHOTS) continue;
          await page.setViewportSize({ width, height: width === 360 ? 760 : 900 });
          const wide = await page.evaluate(() => document.scrollingElement.scrollWidth - window.innerWidth);
          if (wide > 0) {
            const who = await page.evaluate(() => {
              const out = [...document.querySelectorAll("main *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1);
              return out.slice(0, 2).map((e) => e.outerHTML.slice(0, 120)).join(" | ");
            });
            findings.push(`wider than ${width}: ${path} ${lang} by ${wide}px ${who}`);
          }
          const picture = process.env.SHOTS && (lang === "zh-CN" || (lang === "en" && theme === "light"));
          if (picture) {
            const name = `${path.replace(/[^\w.-]+/g, "_")}-${width}-${theme}-${lang}.png`;
            await page.screenshot({ path: join(shots, name), fullPage: true });
          }
        }
      }
    }
  }
  if (!wanted) {
    const plain = await chrome.newContext({ locale: "zh-CN", javaScriptEnabled: false, viewport: { width: 1440, height: 900 } });
    const still = await signIn(plain, doors[0]);
    for (const path of paths) {
      const answer = await still.goto(origin + path);
      const text = await still.locator("main").innerText();
      if (answer.status() !== 200 || text.trim().length < 10) findings.push(`without script ${path} shows nothing`);
    }
    await plain.close();
  }
  console.log(`${paths.length} pages, looked at ${looked} times`);
  if (unseen.length > 0) console.log(`not reached by links: ${unseen.join(", ")}`);
} finally {
  await chrome.close();
  child.kill("SIGTERM");
}
const kinds = new Map();
for (const finding of findings) {
  const key = finding.startsWith("axe") ? finding.split(" ").slice(0, 3).join(" ") : finding;
  if (!kinds.has(key)) kinds.set(key, finding);
}
for (const finding of kinds.values()) console.log(`!! ${finding}`);
must(findings.length === 0, `${findings.length} findings`);
console.log("ok every page in every language and theme");

// Every page of the desk, found from the table of routes and by following the links: nothing axe
// objects to in any language and theme, nothing wider than a phone, no script error, and everything
// still readable without script. `PAGES=/cases,/orders` looks at some; `SHOTS=1` keeps pictures.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { browser, must, shots } from "./desk.mjs";
import { complete, demo, discover, signIn } from "./tour.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const LANGS = ["zh-CN", "zh-TW", "en"];
const THEMES = ["light", "dark"];
const WIDTHS = [1440, 1024, 360];
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
    // The example shop has no plugin; tests/it/web/plugins.rs walks these without a browser.
    const ofOnePlugin = (pattern) => pattern.startsWith("/settings/plugins/{id}");
    const missing = unseen.filter((pattern) => !strangers.includes(pattern) && !ofOnePlugin(pattern) && !(process.env.UNSEEN ?? "").split(",").includes(pattern));
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

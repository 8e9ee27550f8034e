// Every page of the desk, found from the table of routes and by following the links: nothing axe
// objects to in any language and theme, nothing wider than a phone, no script error, and everything
// still readable without script. `PAGES=/cases,/orders` looks at some; `SHOTS=1` keeps pictures.

import { browser } from "./desk.mjs";
import { LANGS, THEMES, look, tell } from "./look.mjs";
import { complete, demo, discover, signIn } from "./tour.mjs";

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
        findings.push(...(await look(page, path, lang, theme)));
        looked += 1;
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
tell(findings, "every page in every language and theme");

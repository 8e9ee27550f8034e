// Without a mouse: the next due case is opened, read, acted on, answered and left in six keys; the
// palette finds what is typed; composing Chinese is never disturbed; single keys can be switched off.

import { browser, must } from "./desk.mjs";
import { demo, signIn } from "./tour.mjs";

const { child, origin, doors } = await demo();
const chrome = await browser();
let passed = 0;
function ok(what) {
  passed += 1;
  console.log(`ok ${passed} ${what}`);
}
const focused = (page) => page.evaluate(() => document.activeElement?.id || document.activeElement?.localName);
async function pressed(page, key) {
  const before = page.url();
  await Promise.all([page.waitForURL((url) => url.href !== before, { timeout: 10_000 }), page.keyboard.press(key)]);
}

try {
  const context = await chrome.newContext({ locale: "zh-CN", viewport: { width: 1440, height: 900 } });
  const page = await signIn(context, doors[0]);
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));

  // Key 1: the next case. Key 2: write. Key 3: send. Key 4: act. Key 5: next.
  await page.goto(origin);
  await pressed(page, "n");
  const first = new URL(page.url()).pathname;
  must(/^\/cases\/AS/.test(first), `n led to ${first}`);
  const acts = await page.locator(".case__act .stroke").count();
  must(acts >= 1, "no act has a key");
  await page.keyboard.press("r");
  must((await focused(page)) === "say", `r led to ${await focused(page)}`);
  const words = "您好，已经在处理，今天给您答复。";
  await page.keyboard.insertText(words);
  await Promise.all([page.waitForLoadState("load"), page.waitForResponse((r) => r.request().method() === "POST" && /\/acts\//.test(r.url())), page.keyboard.press("Control+Enter")]);
  await page.waitForLoadState();
  must((await page.locator("main").innerText()).includes(words), "the answer is not on the page");
  const label = (await page.locator(".case__act .todo > form > button, .case__act .todo > a.button").first().innerText()).trim();
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("1")]);
  must(page.url().includes("/acts/") || new URL(page.url()).pathname === first, `1 (${label}) led to ${page.url()}`);
  await page.goto(origin + first);
  await pressed(page, "n");
  must(new URL(page.url()).pathname !== first, "n stays where it is");
  ok("the next due case is opened, answered, acted on and left with n r Ctrl+Enter 1 n");

  await page.keyboard.press("Control+k");
  await page.locator("dialog.palette[open]").waitFor();
  const number = first.split("/").pop();
  await page.keyboard.type(number.replace("-", "").toLowerCase());
  await page.locator(`dialog.palette [role=option] b:text-is("${number}")`).waitFor({ timeout: 5000 });
  await pressed(page, "Enter");
  must(new URL(page.url()).pathname === first, `the palette led to ${page.url()}`);
  ok("the palette finds a case by its number however typed");

  await page.keyboard.press("Control+k");
  await page.keyboard.type("sz");
  await page.locator('dialog.palette [role=option]:has-text("设置")').first().waitFor();
  await page.keyboard.press("Escape");
  must((await page.locator("dialog.palette[open]").count()) === 0, "Escape leaves the palette open");
  ok("places are found by initials");

  await page.keyboard.press("Control+k");
  await page.keyboard.type("zzzz");
  // An Enter that ends a composition chooses characters, not an item.
  await page.evaluate(() => {
    const box = document.querySelector("dialog.palette input");
    box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true }));
    box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true }));
  });
  must((await page.locator("dialog.palette[open]").count()) === 1, "composing closed the palette");
  await page.keyboard.press("Escape");
  const before = page.url();
  await page.evaluate(() => {
    for (const key of ["n", "g", "t", "1", "?"]) {
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true }));
    }
  });
  await page.waitForTimeout(300);
  must(page.url() === before && (await page.locator("dialog[open]").count()) === 0, "a key of an input method did something");
  ok("composing Chinese is not disturbed");

  await page.keyboard.press("g");
  await pressed(page, "c");
  must(new URL(page.url()).pathname === "/cases", `g c led to ${page.url()}`);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await pressed(page, "Enter");
  must(/\/cases\/AS/.test(page.url()), `Enter led to ${page.url()}`);
  await page.keyboard.press("?");
  await page.locator("dialog.palette--sheet[open]").waitFor();
  await page.keyboard.press("Escape");
  ok("g c, j, x, Enter and ? do what the sheet says");

  // Through the whole of a page by Tab: everything that takes focus is in sight and has an outline.
  await page.goto(`${origin}/cases`);
  const lost = [];
  for (let n = 0; n < 40; n += 1) {
    await page.keyboard.press("Tab");
    const seen = await page.evaluate(() => {
      const e = document.activeElement;
      if (!e || e === document.body) return null;
      const r = e.getBoundingClientRect();
      const top = document.elementFromPoint(Math.min(innerWidth - 1, r.left + r.width / 2), Math.min(innerHeight - 1, r.top + r.height / 2));
      return { what: e.outerHTML.slice(0, 100), small: r.width * r.height === 0, outline: [e, e.parentElement].some((x) => getComputedStyle(x).outlineStyle !== "none" || getComputedStyle(x).boxShadow !== "none"), covered: !(top === e || e.contains(top) || top?.contains(e)) };
    });
    if (seen && (seen.small || !seen.outline || seen.covered)) lost.push(seen);
  }
  must(lost.length === 0, `focus is lost at ${JSON.stringify(lost.slice(0, 3))}`);
  ok("the focus is always in sight");

  await page.goto(`${origin}/settings/profile`);
  await page.uncheck('input[name="keys"]');
  await page.locator('main form:has(input[name="keys"]) button').first().click();
  await page.waitForLoadState();
  await page.goto(`${origin}/cases`);
  for (const key of ["n", "?", "g", "t", "j", "x"]) await page.keyboard.press(key);
  await page.waitForTimeout(300);
  must(new URL(page.url()).pathname === "/cases" && (await page.locator("dialog[open]").count()) === 0, "single keys still work");
  await page.keyboard.press("Control+k");
  await page.locator("dialog.palette[open]").waitFor();
  ok("single keys can be switched off, Ctrl K stays");
  must(errors.length === 0, errors.join("\n"));
} finally {
  await chrome.close();
  child.kill("SIGTERM");
}

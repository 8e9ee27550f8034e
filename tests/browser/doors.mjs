// The pages that no link leads to: the first start, signing in, a desk with nothing in it yet, what was
// refused, a change of many cases. Each in every language and theme, as pages.mjs does with the others.

import { createHmac } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fillIn } from "./acts.mjs";
import { Desk, browser, freePort, must } from "./desk.mjs";
import { LANGS, THEMES, look, tell } from "./look.mjs";
import { demo, discover, signIn } from "./tour.mjs";

const PASSWORD = "correct horse battery";
const findings = [];
let looked = 0;

/** The code of RFC 6238 that an authenticator app shows `ahead` half minutes from now. */
function code(secret, ahead = 0) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret.replace(/\s/g, "")].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const hash = createHmac("sha1", key).update(counter).digest();
  const at = hash[19] & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

async function see(page, name, lang, theme) {
  findings.push(...(await look(page, name, lang, theme)));
  looked += 1;
}

/** What is sent as it stands: what it refuses is what is looked at. */
async function send(page) {
  await page.locator("main form:has(button.main)").first().evaluate((form) => (form.noValidate = true));
  await page.locator("main form:has(button.main) button.main").first().click();
  await page.waitForLoadState();
}

const chrome = await browser();
async function visitor(lang, theme) {
  const context = await chrome.newContext({ locale: lang, colorScheme: theme, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.on("pageerror", (error) => findings.push(`${page.url()}: ${error}`));
  return page;
}

/** The desk of a shop from its first second on; the last of the looks carries the set-up out. */
async function fresh() {
  const folder = mkdtempSync(join(tmpdir(), "aftercare-doors-"));
  const desk = new Desk(folder, await freePort());
  try {
    await desk.start();
    const token = readFileSync(join(folder, "setup-token"), "utf8").split("\n")[0];
    for (const lang of LANGS) {
      for (const theme of THEMES) {
        const page = await visitor(lang, theme);
        await page.goto(`${desk.origin}/setup`);
        await see(page, "setup-without-token", lang, theme);
        await page.goto("about:blank");
        await page.goto(`${desk.origin}/setup#${token}`);
        await see(page, "setup", lang, theme);
        await send(page);
        await see(page, "setup-refused", lang, theme);
        await page.context().close();
      }
    }
    const owner = await visitor("zh-CN", "light");
    await owner.goto(`${desk.origin}/setup#${token}`);
    await fillIn(owner, { display_name: "李店主", login: "owner", password: PASSWORD, shop_name: "云裳女装", channel: "taobao" });
    must(!owner.url().includes("setup"), `still at ${owner.url()}`);

    const empty = (await discover(owner, desk.origin)).flatMap((row) => row.paths);
    must(empty.length > 30, `only ${empty.length} pages of an empty desk were found`);
    for (const lang of LANGS) {
      for (const theme of THEMES) {
        await speak(owner, desk.origin, lang, theme);
        for (const path of empty) {
          await owner.goto(desk.origin + path);
          await see(owner, `empty${path}`, lang, theme);
        }
      }
    }
    await speak(owner, desk.origin, "zh-CN", "light");
    await owner.goto(`${desk.origin}/settings/second-factor`);
    const secret = await owner.locator("code.secret").innerText();
    await fillIn(owner, { code: code(secret) });
    must((await owner.locator("main").innerText()).length > 100, "no recovery codes are shown");
    await see(owner, "recovery-codes", "zh-CN", "light");

    for (const lang of LANGS) {
      for (const theme of THEMES) {
        const page = await visitor(lang, theme);
        await page.goto(`${desk.origin}/sign-in`);
        await see(page, "sign-in", lang, theme);
        await fillIn(page, { login: "owner", password: "not the password" });
        await see(page, "sign-in-refused", lang, theme);
        await fillIn(page, { login: "owner", password: PASSWORD });
        must(page.url().endsWith("/sign-in/code"), `signing in led to ${page.url()}`);
        await see(page, "sign-in-code", lang, theme);
        await page.context().close();
      }
    }
    const wrong = await visitor("zh-CN", "light");
    await wrong.goto(`${desk.origin}/sign-in`);
    await fillIn(wrong, { login: "owner", password: PASSWORD });
    await fillIn(wrong, { code: "000000" });
    await see(wrong, "sign-in-code-refused", "zh-CN", "light");
  } finally {
    await desk.end("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
}

async function speak(page, origin, lang, theme) {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${origin}/settings/profile`);
  await page.selectOption('select[name="lang"]', lang);
  await page.selectOption('select[name="theme"]', theme);
  await page.locator('main form:has(select[name="lang"]) button').first().click();
  await page.waitForLoadState();
}

/** What only a form leads to, on the desk of the example shop. */
async function forms() {
  const { child, origin, doors } = await demo();
  try {
    const page = await signIn(await chrome.newContext({ locale: "zh-CN", viewport: { width: 1440, height: 900 } }), doors[0]);
    page.on("pageerror", (error) => findings.push(`${page.url()}: ${error}`));
    const packer = await signIn(await chrome.newContext({ locale: "zh-CN" }), doors.at(-1));
    for (const lang of LANGS) {
      for (const theme of THEMES) {
        await speak(page, origin, lang, theme);
        await page.goto(`${origin}/nothing/is/here`);
        await see(page, "not-found", lang, theme);
        await page.goto(`${origin}/cases?list=all`);
        for (const box of (await page.locator('main input[name="no"]').all()).slice(0, 5)) await box.check();
        await page.locator('[formaction$="/bulk/preview"], form[action$="/bulk/preview"] button').first().click();
        await page.waitForLoadState();
        await see(page, "bulk-choose", lang, theme);
        await page.locator("select#b-do").selectOption("tag");
        await page.locator(".wish__go").click();
        await page.waitForLoadState();
        await see(page, "bulk-refused", lang, theme);
        await page.locator('[name="tag"]').fill(`标签${lang}${theme}`.slice(0, 20));
        await page.locator(".wish__go").click();
        await page.waitForLoadState();
        await see(page, "bulk-preview", lang, theme);
        await page.locator(".wish__confirm button").click();
        await page.waitForLoadState();
        must(/\/bulk\/\w+/.test(page.url()), `the change of many cases led to ${page.url()}`);
        await see(page, "bulk-result", lang, theme);

        await page.goto(`${origin}/cases/new`);
        await see(page, "new-case", lang, theme);
        await page.goto(`${origin}/import`);
        await page.setInputFiles('main input[type="file"]', resolve("tests/fixtures/imports/taobao-1000.csv"));
        await fillIn(page);
        await see(page, "import-preview", lang, theme);
        await fillIn(page);
        await page.locator("main dl.facts").waitFor({ timeout: 60_000 });
        await see(page, "import-report", lang, theme);

        await speak(packer, origin, lang, theme);
        await packer.goto(`${origin}/settings/staff`);
        await see(packer, "not-allowed", lang, theme);
      }
    }
  } finally {
    child.kill("SIGTERM");
  }
}

try {
  await fresh();
  await forms();
  console.log(`looked at ${looked} pages`);
} finally {
  await chrome.close();
}
tell(findings, "the pages no link leads to, in every language and theme");

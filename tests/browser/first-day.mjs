// The first day of a shop: an empty folder, the set-up, the order file of 淘宝, one case of every
// kind from request to closing, and the power going out in between, again and again.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { act, fillIn, open, state } from "./acts.mjs";
import { Desk, browser, freePort, must, program, shots } from "./desk.mjs";
import { WAYS } from "./ways.mjs";

const FILE = resolve("tests/fixtures/imports/taobao-1000.csv");
const folder = mkdtempSync(join(tmpdir(), "aftercare-first-day-"));
const desk = new Desk(folder, await freePort());
let passed = 0;
function ok(what) {
  passed += 1;
  console.log(`ok ${passed} ${what}`);
}

const chrome = await browser();
try {
  await desk.start();
  const context = await chrome.newContext({ locale: "zh-CN", viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  // The power goes out on purpose: a page that listens for changes sees the line cut, and says so.
  const cut = /net::ERR_(INCOMPLETE_CHUNKED_ENCODING|CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE)/;
  page.on("console", (message) => message.type() === "error" && !cut.test(message.text()) && errors.push(message.text()));

  const token = readFileSync(join(folder, "setup-token"), "utf8").split("\n")[0];
  await page.goto(`${desk.origin}/setup#${token}`);
  await page.screenshot({ path: join(shots, "setup.png"), fullPage: true });
  await fillIn(page, {
    display_name: "李店主",
    login: "owner",
    password: "correct horse battery",
    shop_name: "云裳女装",
    channel: "taobao",
  });
  if (page.url().includes("setup")) await fillIn(page);
  must(!page.url().includes("setup"), `still at ${page.url()}`);
  const gone = await page.request.get(`${desk.origin}/setup`);
  must(gone.status() === 404, `the set-up answers ${gone.status()} after it was done`);
  ok("a shop is set up from an empty folder, once");

  await page.goto(`${desk.origin}/import`);
  await page.setInputFiles('main input[type="file"]', FILE);
  await fillIn(page);
  await page.screenshot({ path: join(shots, "import-preview.png"), fullPage: true });
  const preview = await page.locator("main").innerText();
  must(preview.includes("GB18030"), `the preview does not name the encoding:\n${preview.slice(0, 800)}`);
  await fillIn(page);
  const counts = page.locator("main dl.facts");
  await counts.waitFor({ timeout: 60_000 });
  const brought = await counts.innerText();
  must(/新增\s+1,?000\b/.test(brought), `the report says:\n${brought}`);
  await page.screenshot({ path: join(shots, "import-report.png"), fullPage: true });
  ok("1,000 orders come in from a GB18030 file of 淘宝");

  const orders = [];
  for (let next = `${desk.origin}/orders`; orders.length < WAYS.length && next; ) {
    await page.goto(next);
    for (const row of await page.locator('main a[href*="/orders/"]').all()) {
      const id = /\/orders\/(\d+)$/.exec(await row.getAttribute("href"))?.[1];
      if (id && !orders.includes(id)) orders.push(id);
    }
    next = null;
  }
  await page.screenshot({ path: join(shots, "orders.png"), fullPage: true });
  must(orders.length >= WAYS.length, `${orders.length} orders are listed`);

  for (const [at, way] of WAYS.entries()) {
    const no = await open(page, desk.origin, orders[at], way.kind, way.opened);
    await page.screenshot({ path: join(shots, `case-${way.kind}.png`), fullPage: true });
    const middle = Math.floor(way.acts.length / 2);
    for (const [step, [verb, values]] of way.acts.entries()) {
      const given = { ...values };
      if (given.txn_no === null) given.txn_no = `20261122${at}${step}`;
      await act(page, desk.origin, no, verb, given);
      if (step === middle) {
        const before = await state(page, desk.origin, no);
        await desk.end("SIGKILL");
        await desk.start();
        const after = await state(page, desk.origin, no);
        must(before === after, `${no} was ${before} before the power went and is ${after} now`);
      }
    }
    const last = await state(page, desk.origin, no);
    must(last === "已关闭", `${way.kind} ${no} ends in ${last}`);
    ok(`${way.kind} ${no} goes from request to closing, killed once on the way`);
  }
  await page.goto(`${desk.origin}/cases?list=all`);
  await page.screenshot({ path: join(shots, "cases.png"), fullPage: true });
  must(errors.length === 0, `the browser complained:\n${errors.join("\n")}`);
  ok("the browser had nothing to complain about");

  await desk.end("SIGTERM");
  must(desk.process.exitCode === 0, `SIGTERM ended with ${desk.process.exitCode}`);
  const examined = execFileSync(program, ["doctor", "--json"], {
    env: { ...process.env, AFTERCARE_DATA: folder },
    encoding: "utf8",
  });
  const broken = JSON.parse(examined).findings.filter((finding) => finding.severity === "broken");
  must(broken.length === 0, JSON.stringify(broken, null, 2));
  ok("the doctor finds indexes, chains and files right");
} finally {
  await desk.end("SIGKILL");
  await chrome.close();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`\n${passed} passed, 0 failed`);

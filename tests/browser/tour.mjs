// A tour of a throw-away desk: starting it, signing in, and finding a page of every route by following
// the links.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fillIn } from "./acts.mjs";
import { freePort, must, program } from "./desk.mjs";

/** How many pages of one route are looked at: a case page differs with its kind and state. */
const EACH = { "/cases/{no}": 6, "/cases/{no}/acts/{verb}": 12, "/settings/plugins/{id}": 2, "/settings/plugins/{id}/accounts/{account}": 2 };
/** Routes that are not pages: files, streams, data, redirects, doors that are shut by now. */
const NOT_PAGES = [
  /^\/(healthz|readyz|favicon\.ico|static|live|api|hooks)/,
  /^\/setup$/,
  /\.(csv|json|toml|xlsx)$/,
  /\/files\//,
  /\/suggest$/,
  /^\/warehouse\/scan$/,
  /^\/find$/,
  // They lead on: to the next case, to a password, and after one to where it was asked for.
  /^\/cases\/next$/,
  /^\/sign-in\/code$/,
  /^\/settings\/confirm$/,
  // Its link is in a mail; tests/it/notices/surveyed.rs has its story.
  /^\/survey\/\{no\}/,
  // What was chosen comes by a form; tests/it/web/lists.rs has its story.
  /^\/bulk/,
  // Read by scripts, not by people.
  /\/replies\/list$/,
];

/** The patterns of all GET rows of the table of routes. */
function patterns() {
  const table = readFileSync("src/web/routes.rs", "utf8");
  const rows = [...table.matchAll(/\bget!\(\s*"([^"]+)"/g)].map((row) => row[1]);
  must(rows.length > 20, "the table of routes was not found");
  return rows.filter((path) => !NOT_PAGES.some((not) => not.test(path)));
}

function regex(pattern) {
  const body = pattern.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{[^}]*\}/g, "[^/]+");
  return new RegExp(`^${body}$`);
}

/** A throw-away desk with the example shop, and the links that sign in. */
export async function demo() {
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
  return { child, origin, doors: said.match(/http\S+\/demo\/sign-in\/\S+/g), token: /Bearer (as_\w+)/.exec(said)?.[1] };
}

export async function signIn(context, door) {
  const page = await context.newPage();
  await page.goto(door);
  await page.locator("main form button").first().click();
  return page;
}

/** Ready-made plugins, and what is typed of an account of each. */
const PLUGINS = {
  "aftercare.kuaidi100": { "set-customer": "DEMO0CUSTOMER", "set-key": "demoKey00001", "set-salt": "demoSalt01" },
  "aftercare.aliyun-sms": { "set-access-key-id": "LTAI5tDemo", "set-access-key-secret": "demoSecret01", "set-sign-name": "旗舰店" },
  "aftercare.medusa": { "set-shop-url": "http://127.0.0.1:9", "set-api-key": `sk_${"0".repeat(64)}` },
};

/** Installs a ready-made plugin as an owner does, and gives it an account. */
async function install(page, origin, id, typed) {
  await page.goto(`${origin}/settings/plugins`);
  await page.locator(`form:has(input[name="id"][value="${id}"]) button`).click();
  await page.waitForLoadState();
  must(page.url().includes(`/${id}/versions/`), `${id} led to ${page.url()}`);
  for (const box of await page.locator('main input[type="checkbox"]').all()) await box.check();
  await page.locator("main button.main").first().click();
  await page.waitForLoadState();
  await page.goto(`${origin}/settings/plugins/${id}/accounts`);
  await fillIn(page, { name: "旗舰店", ...typed });
  must(/\/settings\/plugins\/[^/]+(\/accounts\/\d+)?$/.test(page.url()), `an account of ${id} led to ${page.url()}`);
}

/** Sets up a mailbox that nobody answers at, and writes to a buyer: their notice has a page. */
async function tell(page, origin) {
  await page.goto(`${origin}/settings/mail/new`);
  await fillIn(page, { from: "service@shop.test", from_name: "旗舰店", host: "127.0.0.1", port: "9" });
  must(/\/settings\/mail\/\d+$/.test(page.url()), `a mailbox led to ${page.url()}`);
  await page.goto(`${origin}/cases`);
  await page.locator('main a[href*="/cases/AS"]').first().click();
  await page.waitForLoadState();
  await page.fill("#say", "我们在看，今天下午给你答复。");
  await page.locator("form:has(#say) button.say__buyer").click();
  await page.waitForLoadState();
  // The moments of taking back pass first.
  for (let tries = 0; ; tries += 1) {
    await page.goto(`${origin}/notices`);
    if ((await page.locator('main a[href*="/cases/"][href*="/notices/"]').count()) > 0) return;
    must(tries < 60, "the buyer's notice does not show");
    await page.waitForTimeout(1000);
  }
}

/** Has a webhook hear of a trial that nobody takes: its delivery has a page. */
async function hook(page, origin) {
  await page.goto(`${origin}/settings/webhooks/new`);
  await fillIn(page, { name: "ERP", url: "https://127.0.0.1:9/hook" });
  await page.locator('button[value="try"]').click();
  await page.waitForLoadState();
  must(/\/settings\/webhooks\/\d+\/\d+$/.test(page.url()), `a trial led to ${page.url()}`);
}

/** What the example shop lacks: a parcel nobody announced, a file that came in, plugins, a mailbox, a webhook. */
export async function complete(page, origin) {
  await page.goto(`${origin}/warehouse/ownerless`);
  await fillIn(page, { tracking_no: "SF1234567890123", content: "一件衬衫" });
  await page.goto(`${origin}/import`);
  await page.setInputFiles('main input[type="file"]', "tests/fixtures/imports/taobao-1000.csv");
  await fillIn(page);
  for (const [id, typed] of Object.entries(PLUGINS)) await install(page, origin, id, typed);
  await tell(page, origin);
  await hook(page, origin);
  await page.goto(`${origin}/settings/replies`);
  await page.locator('form[action$="/settings/replies/begin"] button').click();
  await page.waitForLoadState();
}

/** Follows links from the morning page until no new page of any route turns up. */
export async function discover(page, origin, most = 1) {
  const known = patterns().map((pattern) => ({ pattern, regex: regex(pattern), most: Math.max(EACH[pattern] ?? 1, most), paths: [] }));
  const seen = new Set();
  const queue = ["/", "/settings", "/cases", "/orders", "/import", "/search?q=AS"];
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

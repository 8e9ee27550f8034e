// Five hundred ways of smuggling a script in, through an order file and every form that takes words,
// then every page that shows them: all of it stays text.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fillIn } from "./acts.mjs";
import { browser, must } from "./desk.mjs";
import { demo, discover, signIn } from "./tour.mjs";

const { payloads } = JSON.parse(readFileSync("tests/fixtures/xss.json", "utf8"));
must(payloads.length === 500, `${payloads.length} payloads`);
/** Acts of one's own account that would end the journey. */
const LEFT_ALONE = /sign-out|password|sessions|two-factor|2fa|totp|tokens|look$|\/live|drafts/;
const folder = mkdtempSync(join(tmpdir(), "aftercare-xss-"));
const findings = new Set();
let shown = new Set();

/** An order file of 淘宝 with a payload in every cell that is free text. */
function orderFile() {
  const cell = (text) => `"${text.replaceAll('"', '""')}"`;
  const headings = "订单编号,买家会员名,买家应付货款,买家应付邮费,总金额,买家实际支付金额,订单状态,买家留言,收货人姓名,收货地址,联系手机,订单创建时间,订单付款时间,宝贝标题,宝贝种类,物流单号,物流公司,订单备注,宝贝总数量,店铺Id,店铺名称,订单关闭原因";
  const rows = payloads.map((text, n) =>
    [
      `39000000000000${String(n).padStart(5, "0")}`, cell(text), "49.90", "0.00", "49.90", "49.90", "交易成功", cell(text), cell(text),
      cell(`浙江省 杭州市 余杭区 ${text}`), `199${String(n).padStart(8, "0")}`, "2026-11-01 10:00:00", "2026-11-01 10:05:00", cell(text), "1",
      `No:YT${String(n).padStart(13, "0")}`, cell("圆通速递"), cell(text), "1", "0", cell(text), cell(text),
    ].join(","),
  );
  const path = join(folder, "orders.csv");
  writeFileSync(path, `\uFEFF${headings}\r\n${rows.join("\r\n")}\r\n`);
  return path;
}

/** Sends every form of the page that takes words, each text field with the next payload. */
async function fillForms(page, from) {
  return page.evaluate(
    async ({ texts, leftAlone, from }) => {
      let next = from;
      const not = new RegExp(leftAlone);
      for (const form of document.querySelectorAll("main form")) {
        const fields = [...form.querySelectorAll("input, textarea")];
        const words = fields.filter((e) => !e.disabled && (e.tagName === "TEXTAREA" || ["text", "search"].includes(e.type)));
        const action = form.getAttribute("action") ?? location.pathname;
        if (words.length === 0 || not.test(action) || fields.some((e) => e.type === "password")) continue;
        const data = new FormData(form);
        for (const field of words) {
          const most = field.maxLength > 0 ? field.maxLength : 5000;
          let text = texts[next % texts.length];
          for (let tries = 0; text.length > most && tries < texts.length; tries += 1) {
            next += 1;
            text = texts[next % texts.length];
          }
          next += 1;
          data.set(field.name, text.slice(0, most));
        }
        for (const [name, value] of [...data]) {
          if (value instanceof File && value.size === 0) data.delete(name);
        }
        const several = form.enctype === "multipart/form-data";
        const body = several ? data : new URLSearchParams([...data].filter(([, v]) => typeof v === "string"));
        const query = form.method === "get";
        const answer = query
          ? await fetch(`${action.split("?")[0]}?${new URLSearchParams(body)}`)
          : await fetch(action, { method: "POST", body, redirect: "follow" });
        const type = answer.headers.get("content-type") ?? "";
        if (answer.status >= 500) return { next, wrong: `${action} answered ${answer.status}` };
        // What comes back at the form is a page too.
        if (type.startsWith("text/html")) {
          const back = new DOMParser().parseFromString(await answer.text(), "text/html");
          const odd = back.querySelector("main script, main iframe, main object, main embed, main [onerror], main [onload], main [onfocus], main [onclick], main a[href^='javascript' i]");
          if (odd !== null) return { next, wrong: `${action} shows ${odd.outerHTML.slice(0, 120)}` };
        }
      }
      return { next, wrong: null };
    },
    { texts: payloads, leftAlone: LEFT_ALONE.source, from },
  );
}

/** What a page made of the words of people. */
async function look(page, url) {
  await page.goto(url);
  const found = await page.evaluate((texts) => {
    const odd = [];
    for (const element of document.querySelectorAll("body *")) {
      const name = element.localName;
      if (["iframe", "object", "embed", "base", "math", "marquee", "applet", "frameset", "style", "template"].includes(name)) odd.push(element.outerHTML);
      if (name === "script" && !element.src.startsWith(location.origin)) odd.push(element.outerHTML);
      for (const attribute of element.attributes) {
        if (/^on/i.test(attribute.name)) odd.push(element.outerHTML);
        if (/^(href|src|action|formaction|xlink:href)$/i.test(attribute.name) && /^\s*(javascript|data|vbscript)/i.test(attribute.value)) odd.push(element.outerHTML);
      }
    }
    // Spaces, quotes and invisible characters are tidied on the way in.
    const bare = (text) => text.replace(/[\s"'`\p{Cf}\p{Cc}]/gu, "");
    const said = bare(document.body.innerText + [...document.querySelectorAll("input, textarea, [title]")].map((e) => `\n${e.value ?? ""}\n${e.title}`).join(""));
    const there = texts.map((text, n) => (said.includes(bare(text)) ? n : -1)).filter((n) => n >= 0);
    return { odd: odd.map((text) => text.slice(0, 160)), there, ran: globalThis.__ran ?? 0 };
  }, payloads);
  for (const text of found.odd) findings.add(`${new URL(url).pathname}: became mark-up: ${text}`);
  if (found.ran > 0) findings.add(`${new URL(url).pathname}: a payload ran`);
  for (const n of found.there) shown.add(n);
}

const { child, origin, doors } = await demo();
const chrome = await browser();
try {
  const context = await chrome.newContext({ locale: "zh-CN", viewport: { width: 1440, height: 900 } });
  await context.addInitScript(() => {
    globalThis.__xss = () => (globalThis.__ran = (globalThis.__ran ?? 0) + 1);
    addEventListener("securitypolicyviolation", (event) => console.error(`policy: ${event.violatedDirective} ${event.sourceFile}`));
  });
  const page = await signIn(context, doors[0]);
  page.on("dialog", (dialog) => {
    findings.add(`a dialog said ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("console", (message) => message.type() === "error" && /policy|Content Security/.test(message.text()) && findings.add(`${page.url()}: ${message.text()}`));

  // The net catches: words that became mark-up are seen, and the policy stops them.
  await page.evaluate(() => document.querySelector("main").insertAdjacentHTML("beforeend", "<img src=x onerror=__xss(1)>"));
  await page.waitForTimeout(300);
  must(findings.size > 0, "the net catches nothing");
  must((await page.evaluate(() => globalThis.__ran)) === undefined, "the policy lets a payload run");
  findings.clear();

  await page.goto(`${origin}/import`);
  await page.setInputFiles('main input[type="file"]', orderFile());
  await fillIn(page);
  await look(page, page.url());
  await fillIn(page);
  await page.locator("main dl.facts").waitFor({ timeout: 60_000 });
  const job = page.url();

  // Every form of every kind of page, until each payload went in somewhere beside the file.
  let known = await discover(page, origin);
  let next = 0;
  for (let round = 0; round < 4; round += 1) {
    for (const path of known.flatMap((row) => row.paths)) {
      await page.goto(origin + path);
      const sent = await fillForms(page, next);
      next = sent.next;
      if (sent.wrong) findings.add(`${path}: ${sent.wrong}`);
    }
  }
  must(next >= payloads.length, `only ${next} payloads went into forms`);

  // And everything that shows them.
  known = await discover(page, origin, 25);
  const paths = new Set(known.flatMap((row) => row.paths));
  await page.goto(`${origin}/orders`);
  for (let pages = 0; pages < 15; pages += 1) {
    for (const link of await page.locator('main a[href*="/orders/"]').evaluateAll((all) => all.map((a) => a.href))) {
      if (/\/orders\/\d+$/.test(link)) paths.add(link.slice(origin.length));
    }
    const more = page.locator('a[rel="next"]');
    if ((await more.count()) === 0) break;
    paths.add(new URL(await more.first().evaluate((a) => a.href)).href.slice(origin.length));
    await more.first().click();
    await page.waitForLoadState();
  }
  paths.add(job.slice(origin.length));
  for (const path of paths) await look(page, origin + path);
  console.log(`${next} fields filled, ${paths.size} pages looked at, ${shown.size} of ${payloads.length} payloads read as text`);
  must(shown.size >= 495, `only ${shown.size} payloads were seen as text: ${payloads.filter((_, n) => !shown.has(n)).slice(0, 5)}`);
} finally {
  await chrome.close();
  child.kill("SIGTERM");
  rmSync(folder, { recursive: true, force: true });
}
for (const finding of findings) console.log(`!! ${finding}`);
must(findings.size === 0, `${findings.size} findings`);
console.log("ok nothing anyone wrote became mark-up");

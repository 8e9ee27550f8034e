// Carrying a case: opening it and doing its acts, the way a person fills in the forms.

import { must } from "./desk.mjs";

const TYPED = {
  carrier: "顺丰速运",
  amount: "10.00",
  content: "一件衬衫",
};
let numbers = 0;

/** Fills in what a form requires and nobody gave, then sends it. */
export async function fillIn(page, values = {}) {
  const form = page.locator("main form:has(button.main)").first();
  for (const [name, value] of Object.entries(values)) {
    const field = form.locator(`[name="${name}"]`);
    must((await field.count()) > 0, `${page.url()} has no field ${name}`);
    const type = await field.first().getAttribute("type");
    const tag = await field.first().evaluate((e) => e.tagName);
    if (type === "radio") await form.locator(`[name="${name}"][value="${value}"]`).check();
    else if (type === "checkbox") await field.first().check();
    else if (type === "file") await field.first().setInputFiles(value);
    else if (tag === "SELECT") await field.first().selectOption(value);
    else await field.first().fill(String(value));
  }
  for (const field of await form.locator("[required]").all()) {
    const { name, type, tag, value, checked } = await field.evaluate((e) => ({
      name: e.name,
      type: e.type,
      tag: e.tagName,
      value: e.value,
      checked: [...e.form.querySelectorAll(`[name="${e.name}"]`)].some((o) => o.checked),
    }));
    if (name in values) continue;
    if (type === "radio" || type === "checkbox") {
      if (!checked) await field.check();
    } else if (value !== "") {
      continue;
    } else if (tag === "SELECT") {
      const first = await field.locator("option:not([value=''])").first().getAttribute("value");
      await field.selectOption(first);
    } else if (type === "datetime-local") {
      await field.fill("2030-01-01T10:00");
    } else if (name.endsWith("_no")) {
      numbers += 1;
      await field.fill(`SF${String(Date.now() % 1_000_000_000).padStart(9, "0")}${String(numbers).padStart(4, "0")}`);
    } else if (type === "number") {
      await field.fill("1");
    } else {
      await field.fill(TYPED[name] ?? "按流程处理");
    }
  }
  await form.locator("button.main").first().click();
  await page.waitForLoadState();
}

/** Does one act on a case; the case page must come back. */
export async function act(page, origin, no, verb, values = {}) {
  await page.goto(`${origin}/cases/${no}/acts/${verb}`);
  must(page.url().includes(`/acts/${verb}`), `${verb} is not possible: ${page.url()}`);
  await fillIn(page, values);
  const done = new URL(page.url()).pathname.endsWith(`/cases/${no}`);
  if (!done) {
    const said = await page.locator("main").innerText();
    throw new Error(`${no}: ${verb} was refused:\n${said.slice(0, 1500)}`);
  }
}

/** Opens a case of a kind about an order, and returns its number. */
export async function open(page, origin, order, kind, values) {
  await page.goto(`${origin}/cases/new?order=${order}&kind=${kind}`);
  await fillIn(page, values);
  if (!/\/cases\/AS/.test(page.url()) && (await page.locator('[name="policy_override"]').count())) {
    await fillIn(page, { policy_override: "老客户,店主同意" });
  }
  if (!/\/cases\/AS/.test(page.url()) && (await page.locator('[name="warned"]').count())) {
    await fillIn(page, {}); // read, and sent again
  }
  const found = /\/cases\/(AS[^/?#]+)/.exec(page.url());
  if (!found) {
    const said = await page.locator("main").innerText();
    throw new Error(`no ${kind} was opened:\n${said.slice(0, 1500)}`);
  }
  return found[1];
}

/** The state a case is in, in the words of its page. */
export async function state(page, origin, no) {
  await page.goto(`${origin}/cases/${no}`);
  return page.locator(".case__state b").first().innerText();
}

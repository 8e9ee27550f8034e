// Two people on one case: who is here, what changed, drafts through a reload, a message taken back.
//
//   DESK_PROGRAM=… node together.mjs

import { spawn } from "node:child_process";
import { browser, must, program, shots } from "./desk.mjs";

const desk = spawn(program, ["demo"], { stdio: ["ignore", "pipe", "inherit"] });
const links = await new Promise((resolve, reject) => {
  let said = "";
  desk.on("exit", (code) => reject(new Error(`the demo ended: ${code}\n${said}`)));
  desk.stdout.on("data", (chunk) => {
    said += chunk;
    const found = said.match(/http:\S+\/demo\/sign-in\/\w+/g) ?? [];
    if (found.length >= 6) resolve(found);
  });
});
const origin = new URL(links[0]).origin;
const chromium = await browser();

async function person(link, size = { width: 1440, height: 900 }) {
  const context = await chromium.newContext({ locale: "zh-CN", viewport: size });
  const page = await context.newPage();
  page.faults = [];
  page.on("console", (message) => message.type() === "error" && page.faults.push(message.text()));
  page.on("pageerror", (error) => page.faults.push(String(error)));
  await page.goto(link);
  await page.locator("main button").first().click();
  await page.waitForURL(`${origin}/`);
  return page;
}

const says = (page, words, timeout = 15_000) =>
  page.getByText(words).first().waitFor({ state: "visible", timeout });

try {
  const [owner, agent] = [await person(links[0]), await person(links[1])];
  await agent.goto(`${origin}/cases`);
  const cases = await agent.locator('main a[href*="/cases/AS"]').evaluateAll((links) => links.map((a) => a.href));
  let home = null;
  for (const href of cases) {
    await agent.goto(href);
    if (await agent.locator(".say__buyer").count()) {
      home = href;
      break;
    }
  }
  must(home, "no case of the example shop takes messages");

  // Both look at one case.
  await owner.goto(home);
  await says(agent, "也在看");
  await says(owner, "也在看");
  await owner.locator("#say").pressSequentially("仓库说");
  await says(agent, "正在写");
  await agent.screenshot({ path: `${shots}/together-presence.png` });

  // A draft is kept a second after the last key, and is there again.
  await owner.locator("#say").fill("仓库说明天才到货");
  await says(owner, "已存");
  await owner.reload();
  must((await owner.locator("#say").inputValue()) === "仓库说明天才到货", "the draft is not there again");
  await owner.screenshot({ path: `${shots}/together-draft.png` });

  // What one does, the other sees; what the other writes stays.
  await agent.locator("#say").fill("买家来过电话");
  await owner.getByRole("button", { name: "写备注" }).click();
  await owner.waitForLoadState();
  await says(agent, "处更新");
  must((await agent.locator("#say").inputValue()) === "买家来过电话", "what was being written is gone");
  await agent.screenshot({ path: `${shots}/together-changed.png` });
  await agent.locator("[data-fresh]").click();
  await says(agent, "仓库说明天才到货");
  must((await agent.locator("#say").inputValue()) === "买家来过电话", "seeing the latest took the words");
  must((await owner.locator("#say").inputValue()) === "", "the sent draft came back");

  // A message taken back stands in the box again; one that is left goes out.
  await agent.locator("#say").fill("您好，明天给您发货");
  await agent.locator(".say__buyer").click();
  await agent.locator(".sending").waitFor();
  await agent.screenshot({ path: `${shots}/together-sending.png` });
  await agent.setViewportSize({ width: 360, height: 780 });
  await agent.screenshot({ path: `${shots}/together-sending-360.png` });
  await agent.setViewportSize({ width: 1440, height: 900 });
  await agent.locator(".sending button").click();
  await agent.waitForLoadState();
  must((await agent.locator("#say").inputValue()) === "您好，明天给您发货", "the words are not in the box again");
  await agent.locator(".say__buyer").click();
  await agent.locator(".sending").waitFor();
  await agent.locator(".event__said", { hasText: "您好，明天给您发货" }).waitFor({ timeout: 25_000 });
  must((await agent.locator(".sending").count()) === 0, "it still waits");

  // The line is lost: nothing typed is.
  await agent.context().setOffline(true);
  await agent.locator("#say").fill("断线时写的");
  await says(agent, "连不上服务器");
  await agent.screenshot({ path: `${shots}/together-lost.png` });
  await agent.context().setOffline(false);
  await agent.locator('[data-line="lost"]').waitFor({ state: "hidden", timeout: 40_000 });
  await says(agent, "已存");
  const left = await agent.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith("draft:")));
  must(left.length === 0, `words stay in the browser: ${left}`);

  // Signing out elsewhere is said here, and leaves no words in the browser.
  await agent.locator("#say").fill("退出前写的");
  await agent.locator('form[action$="/sign-out"] button').click();
  await agent.waitForURL(/sign-in/);
  must((await agent.evaluate(() => sessionStorage.length)) === 0, "words stay after signing out");

  const faults = [...owner.faults, ...agent.faults].filter((text) => !/ERR_INTERNET_DISCONNECTED/.test(text));
  must(faults.length === 0, faults.join("\n"));
  console.log("together: two people, drafts, undo, a lost line");
} finally {
  await chromium.close();
  desk.removeAllListeners("exit");
  desk.kill("SIGTERM");
}

// Looking at a page as it stands: what axe objects to, and what is wider than a desk or a phone.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { shots } from "./desk.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WIDTHS = [1440, 1024, 360];
export const LANGS = ["zh-CN", "zh-TW", "en"];
export const THEMES = ["light", "dark"];

/** What is wrong with the page that `page` shows; `name` says which it is. `SHOTS=1` keeps pictures. */
export async function look(page, name, lang, theme) {
  const findings = [];
  await page.setViewportSize({ width: 1440, height: 900 });
  const spoken = await page.getAttribute("html", "lang");
  if (spoken !== lang) findings.push(`${name} is in ${spoken}, not in ${lang}`);
  await page.evaluate(axe);
  const result = await page.evaluate(() =>
    globalThis.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }),
  );
  for (const violation of result.violations) {
    const where = violation.nodes.slice(0, 2).map((node) => `${node.target} ${node.html.slice(0, 140)} ${node.any?.[0]?.message ?? ""}`);
    findings.push(`axe ${violation.id} ${name} ${lang} ${theme} (${violation.nodes.length}): ${where.join(" | ")}`);
  }
  for (const width of WIDTHS) {
    if (width === 1024 && !process.env.SHOTS) continue;
    await page.setViewportSize({ width, height: width === 360 ? 760 : 900 });
    const wide = await page.evaluate(() => document.scrollingElement.scrollWidth - window.innerWidth);
    if (wide > 0) {
      const who = await page.evaluate(() => {
        const out = [...document.querySelectorAll("main *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1);
        return out.slice(0, 2).map((e) => e.outerHTML.slice(0, 120)).join(" | ");
      });
      findings.push(`wider than ${width}: ${name} ${lang} by ${wide}px ${who}`);
    }
    if (process.env.SHOTS && (lang === "zh-CN" || (lang === "en" && theme === "light"))) {
      const file = `${name.replace(/[^\w.-]+/g, "_")}-${width}-${theme}-${lang}.png`;
      await page.screenshot({ path: join(shots, file), fullPage: true });
    }
  }
  return findings;
}

/** Ends with a failure that names each kind of finding once. */
export function tell(findings, fine) {
  const kinds = new Map();
  for (const finding of findings) {
    const key = finding.startsWith("axe") ? finding.split(" ").slice(0, 3).join(" ") : finding;
    if (!kinds.has(key)) kinds.set(key, finding);
  }
  for (const finding of kinds.values()) console.log(`!! ${finding}`);
  if (findings.length > 0) throw new Error(`${findings.length} findings`);
  console.log(`ok ${fine}`);
}

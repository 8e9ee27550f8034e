// Single keys: g and a letter go somewhere, n to the next case, digits do the acts of a case, r writes.
// Off with data-keys="off" (WCAG 2.1.4), while typing, and while an input method composes.
import { openSheet } from "./palette.js";

const JUMPS = { t: "/", c: "/cases", o: "/orders", p: "/products", w: "/warehouse", f: "/finance", s: "/settings" };
const desk = document.querySelector(".rail__desk");
const form = document.querySelector("form.find");
const on = document.body.dataset.keys !== "off";
let jumping = 0;

/** The acts in sight: those in a closed part have no digit. */
function acts() {
  return [...document.querySelectorAll(".case__act > .todo > form > button, .case__act > .todo > a.button")];
}

function jump(letter) {
  const path = JUMPS[letter];
  if (!path) return;
  const base = desk.getAttribute("href").replace(/\/$/, "");
  const link = document.querySelector(`.rail a[href="${base}${path === "/" ? "/" : path}"]`);
  if (link) location.assign(link.href);
}

function next() {
  const here = document.querySelector("[data-case-no]")?.dataset.caseNo;
  const path = form.getAttribute("action").replace(/search$/, "cases/next");
  location.assign(here ? `${path}?after=${encodeURIComponent(here)}` : path);
}

/** Sends the box one writes in: to the buyer, with Shift as a note; any other form as it is. */
function send(event) {
  const box = event.target.closest("textarea");
  if (!box?.form) return;
  event.preventDefault();
  const say = box.form.classList.contains("say");
  const buttons = [...box.form.querySelectorAll("button:not([type=button])")];
  const button = say
    ? (event.shiftKey ? buttons.find((b) => !b.classList.contains("say__buyer")) : box.form.querySelector(".say__buyer")) ?? buttons[0]
    : box.form.querySelector("button.main") ?? buttons[0];
  button?.click();
}

if (on && desk && form) {
  acts().slice(0, 9).forEach((element, index) => {
    element.dataset.label = element.textContent.trim();
    const stroke = document.createElement("kbd");
    stroke.className = "stroke";
    stroke.ariaHidden = "true";
    stroke.textContent = String(index + 1);
    element.append(stroke);
    element.setAttribute("aria-keyshortcuts", String(index + 1));
  });
}

addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key === "Enter") return send(event);
  if (event.ctrlKey || event.metaKey || event.altKey || !on || !desk || !form) return;
  if (event.key === "Escape" && event.target.closest("textarea")) return event.target.blur();
  if (event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select, dialog, [contenteditable]")) return;
  if (jumping && event.timeStamp - jumping < 1500) {
    jumping = 0;
    return jump(event.key);
  }
  jumping = event.key === "g" ? event.timeStamp : 0;
  if (event.key === "n") return next();
  if (event.key === "?") return openSheet();
  if (event.key === "r") {
    const box = document.querySelector(".say textarea");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.scrollIntoView({ block: "center" });
  }
  if (/^[1-9]$/.test(event.key)) acts()[Number(event.key) - 1]?.click();
});

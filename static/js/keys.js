// j k move through lists, x chooses, Enter opens, / and Ctrl K find. Off with data-keys="off".
// With an input method, keys choose characters: those are left alone.
import { openPalette } from "./palette.js";

const rows = () => [...document.querySelectorAll("[data-rows] tbody tr:not(.acts)")];
let at = -1;

function go(step) {
  const all = rows();
  if (!all.length) return;
  all[at]?.classList.remove("here");
  at = Math.min(all.length - 1, Math.max(0, at + step));
  all[at].classList.add("here");
  all[at].scrollIntoView({ block: "nearest" });
  all[at].querySelector("a")?.focus({ preventScroll: true });
}

function find(event) {
  if (event.key !== "/" && openPalette()) return event.preventDefault();
  const box = document.getElementById("find");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
}

addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229) return;
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") return find(event);
  if (event.key === "Escape" && event.target.id === "find") return event.target.blur();
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
  if (document.body.dataset.keys === "off") return;
  if (event.key === "/") return find(event);
  if (event.key === "j") return go(1);
  if (event.key === "k") return go(-1);
  if (event.key === "x") rows()[at]?.querySelector('[name="no"]')?.click();
});

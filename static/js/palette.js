// Ctrl K: cases, orders, acts of this page and places, by any part of their name or its initials.
// Without script the find box leads to the search page.
const form = document.querySelector("form.find");
const [recently, here, elsewhere, matching, everywhere] = (form?.dataset.words ?? "").split("|");
const search = form?.getAttribute("action");
const keysPage = search?.replace(/search$/, "keys");
const RECENT = "recent";
const MOST_RECENT = 8;
let dialog;
let box;
let list;
let places;
let shown = [];
let at = 0;
let asking;

/** Case pages looked at in this tab: numbers only, nobody's name. */
function recent() {
  try {
    return JSON.parse(sessionStorage.getItem(RECENT)) ?? [];
  } catch {
    return [];
  }
}

function remember() {
  const number = document.querySelector("[data-case-no]")?.dataset.caseNo;
  if (!number) return;
  const rest = recent().filter((item) => item.label !== number);
  try {
    sessionStorage.setItem(RECENT, JSON.stringify([{ label: number, path: location.pathname }, ...rest].slice(0, MOST_RECENT)));
  } catch {
    // A browser that keeps nothing.
  }
}

/** What can be done on this page. */
function acts() {
  return [...document.querySelectorAll(".case__act .todo > form > button, .case__act .todo > a.button")].map((element) => ({
    label: element.dataset.label ?? element.textContent.trim(),
    run: () => element.click(),
  }));
}

async function fetchPlaces() {
  if (places) return;
  places = [];
  const answer = await fetch(keysPage);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  places = [...page.querySelectorAll("[data-places] a")].map((a) => ({
    label: a.textContent,
    sounds: a.dataset.sounds,
    path: a.getAttribute("href"),
  }));
  if (dialog.open) show();
}

function fits(item, typed) {
  const plain = typed.toLowerCase();
  return item.label.toLowerCase().includes(plain) || (item.sounds ?? "").includes(plain);
}

function option(item, index) {
  const element = document.createElement("li");
  element.role = "option";
  element.id = `palette-${index}`;
  const label = document.createElement("b");
  label.textContent = item.label;
  const hint = document.createElement("span");
  hint.textContent = item.hint ?? "";
  element.append(label, hint);
  element.addEventListener("click", () => run(item));
  return element;
}

function show(found = []) {
  const typed = box.value.trim();
  const groups = typed
    ? [
        [matching, found],
        [here, acts().filter((item) => fits(item, typed))],
        [elsewhere, (places ?? []).filter((item) => fits(item, typed))],
        [everywhere, [{ label: typed, path: `${search}?q=${encodeURIComponent(typed)}` }]],
      ]
    : [
        [recently, recent()],
        [here, acts()],
        [elsewhere, places ?? []],
      ];
  shown = [];
  list.replaceChildren();
  for (const [name, items] of groups) {
    if (items.length === 0) continue;
    const group = document.createElement("ul");
    group.role = "group";
    group.ariaLabel = name;
    const heading = document.createElement("span");
    heading.ariaHidden = "true";
    heading.textContent = name;
    group.append(heading);
    for (const item of items) {
      group.append(option(item, shown.length));
      shown.push(item);
    }
    list.append(group);
  }
  choose(0);
}

function choose(index) {
  at = Math.max(0, Math.min(shown.length - 1, index));
  for (const element of list.querySelectorAll("[role=option]")) element.ariaSelected = String(element.id === `palette-${at}`);
  const element = document.getElementById(`palette-${at}`);
  element?.scrollIntoView({ block: "nearest" });
  if (element) box.setAttribute("aria-activedescendant", element.id);
  else box.removeAttribute("aria-activedescendant");
}

function run(item) {
  if (!item) return;
  dialog.close();
  if (item.run) item.run();
  else location.assign(item.path);
}

async function ask() {
  const typed = box.value.trim();
  asking?.abort();
  if (!typed) return show();
  asking = new AbortController();
  try {
    const answer = await fetch(`${search}/suggest?q=${encodeURIComponent(typed)}`, { signal: asking.signal });
    if (answer.ok) show((await answer.json()).items);
  } catch {
    // The next key asks again.
  }
}

function build() {
  dialog = document.createElement("dialog");
  dialog.className = "palette";
  dialog.ariaLabel = form.ariaLabel;
  box = document.createElement("input");
  box.type = "text";
  box.role = "combobox";
  box.ariaExpanded = "true";
  box.ariaLabel = form.ariaLabel;
  box.placeholder = form.ariaLabel;
  box.autocomplete = "off";
  box.maxLength = 100;
  box.setAttribute("aria-controls", "palette-list");
  list = document.createElement("div");
  list.role = "listbox";
  list.id = "palette-list";
  list.ariaLabel = form.ariaLabel;
  dialog.append(box, list);
  document.body.append(dialog);
  let soon;
  box.addEventListener("input", () => {
    show();
    clearTimeout(soon);
    soon = setTimeout(ask, 60);
  });
  box.addEventListener("keydown", (event) => {
    // While an input method composes, its keys are its own.
    if (event.isComposing || event.keyCode === 229) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      choose(at + step);
    } else if (event.key === "Enter") {
      event.preventDefault();
      run(shown[at]);
    }
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
}

/** Opens it; `false` where there is none, and the find box has to do. */
export function openPalette() {
  if (!form) return false;
  if (!dialog) build();
  if (dialog.open) return true;
  box.value = "";
  dialog.showModal();
  show();
  box.focus();
  fetchPlaces();
  return true;
}

let sheet;
/** The sheet of short cuts over the page. */
export async function openSheet() {
  if (!form || sheet?.open) return;
  if (!sheet) {
    const answer = await fetch(keysPage);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    sheet = document.createElement("dialog");
    sheet.className = "palette palette--sheet";
    sheet.ariaLabel = page.title;
    sheet.tabIndex = -1;
    sheet.append(page.querySelector("[data-sheet]"));
    sheet.addEventListener("click", (event) => event.target === sheet && sheet.close());
    document.body.append(sheet);
  }
  sheet.showModal();
}

remember();
document.querySelector('form[action$="/sign-out"]')?.addEventListener("submit", () => sessionStorage.removeItem(RECENT));

// Keeps what is typed: on the server a second after the last key; while the line is down, in this
// tab's own memory, until it is sent or the person signs out. Composition is never disturbed.
import * as line from "./line.js";

const PAUSE = 1000;
const RETRY = 4000;
const WRITING_EVERY = 4000;
const path = document.getElementById("discard")?.dataset.drafts;
const boxes = path ? [...document.querySelectorAll("textarea[data-draft]")].map(start) : [];

// Where a box's words lie until it is known that the server has them.
const mine = `draft:${document.body.dataset.me}:`;
const shelf = {
  all() {
    try {
      return Object.entries(sessionStorage).filter(([key]) => key.startsWith("draft:"));
    } catch {
      return [];
    }
  },
  put(box) {
    try {
      const { tab, turn, field } = box;
      const words = { tab, turn: turn + 1, text: field.value, form: command(box) };
      sessionStorage.setItem(mine + box.place, JSON.stringify(words));
    } catch {
      // A browser without it: the words stay in the box.
    }
  },
  clear(key) {
    try {
      sessionStorage.removeItem(key);
    } catch {
      // As above.
    }
  },
};

function start(field) {
  const { draft, draftTab, draftFrom, draftTurn } = field.dataset;
  const after = (name) => field.parentElement.querySelector(`[data-draft-${name}]`);
  const box = {
    field,
    place: draft,
    tab: draftTab,
    from: draftFrom ? { tab: draftFrom, turn: draftTurn } : null,
    turn: 0,
    saved: field.value,
    busy: false,
    gone: false,
    timer: 0,
    line: after("line"),
    both: after("both"),
  };
  field.addEventListener("input", (event) => !event.isComposing && typed(box));
  field.addEventListener("compositionend", () => typed(box));
  field.form?.addEventListener("submit", () => flush(box));
  box.line?.querySelector("button").addEventListener("click", (event) => {
    event.preventDefault();
    discard(box);
  });
  return box;
}

const isOpen = (box) => !box.gone && box.field.value !== box.saved;

function typed(box) {
  box.gone = false;
  clearTimeout(box.timer);
  box.timer = setTimeout(() => save(box), PAUSE);
  if (!line.isUp()) shelf.put(box);
  writing(box);
}

let told = 0;
function writing(box) {
  const no = box.place.match(/^case\/([^/]+)\//)?.[1];
  if (!no || Date.now() - told < WRITING_EVERY) return;
  told = Date.now();
  fetch(`${document.body.dataset.live}/cases/${no}/writing`, { redirect: "manual", ...line.form({}) }).catch(() => {});
}

const command = (box) => box.field.form?.elements.namedItem("command")?.value ?? "";

function fields(box) {
  box.turn += 1;
  const said = { place: box.place, tab: box.tab, turn: box.turn, text: box.field.value };
  if (box.from) Object.assign(said, { from: box.from.tab, from_turn: box.from.turn });
  return Object.assign(said, { form: command(box) });
}

async function save(box) {
  clearTimeout(box.timer);
  if (!isOpen(box)) return;
  if (box.busy) {
    box.timer = setTimeout(() => save(box), PAUSE);
    return;
  }
  box.busy = true;
  const said = fields(box);
  const answer = await line.ask(path, line.form(said));
  box.busy = false;
  if (answer?.ok) {
    const { said: words, others, sent } = await answer.json();
    box.saved = said.text;
    box.gone ||= sent;
    shelf.clear(mine + box.place);
    if (box.line && !sent) {
      box.line.hidden = !said.text.trim();
      box.line.querySelector("span").textContent = words;
    }
    if (box.both) {
      box.both.hidden = !others;
      box.both.textContent = others ?? "";
    }
  } else {
    shelf.put(box);
    // A refusal will not become a yes by asking again.
    if (!answer || answer.status >= 500) box.timer = setTimeout(() => save(box), RETRY);
  }
}

// On the way out there is no time to wait for an answer.
function flush(box) {
  clearTimeout(box.timer);
  if (!isOpen(box)) return;
  shelf.put(box);
  fetch(path, { keepalive: true, redirect: "manual", ...line.form(fields(box)) })
    .then((answer) => answer.ok && shelf.clear(mine + box.place))
    .catch(() => {});
}

async function discard(box) {
  clearTimeout(box.timer);
  box.gone = true;
  const tabs = new Set([box.tab, box.from?.tab].filter(Boolean));
  for (const tab of tabs) {
    const answer = await line.ask(`${path}/discard`, line.form({ discard: `${box.place}|${tab}`, quiet: "1" }));
    if (!answer?.ok) return;
  }
  shelf.clear(mine + box.place);
  box.from = null;
  box.field.value = box.saved = "";
  box.line.hidden = true;
  box.field.focus();
}

// What an earlier page of this tab could not send goes now; the server knows what was sent since.
async function catchUp(key, words) {
  const place = key.slice(mine.length);
  const answer = await line.ask(path, line.form({ place, ...words }));
  if (!answer || answer.status >= 500) return;
  shelf.clear(key);
  const box = boxes.find((one) => one.place === place);
  if (!answer.ok || !box) return;
  const { said, sent } = await answer.json();
  const untouched = box.field.value === box.saved && (!box.saved || box.from?.tab === words.tab);
  if (sent || !untouched || box.field.value === words.text) return;
  box.from = { tab: words.tab, turn: words.turn };
  box.field.value = box.saved = words.text;
  box.line.hidden = false;
  box.line.querySelector("span").textContent = said;
}

for (const [key, words] of path ? shelf.all() : []) {
  if (key.startsWith(mine)) catchUp(key, JSON.parse(words));
  else shelf.clear(key);
}

addEventListener("pagehide", () => boxes.forEach(flush));
addEventListener("online", () => boxes.forEach(save));
addEventListener("beforeunload", (event) => {
  if (!line.isUp() && boxes.some(isOpen)) event.preventDefault();
});

// Nothing of a person's words stays in the browser once they sign out.
document.querySelector('form[action$="/sign-out"]')?.addEventListener("submit", () => {
  for (const box of boxes) {
    flush(box);
    box.gone = true;
  }
  for (const [key] of shelf.all()) shelf.clear(key);
});

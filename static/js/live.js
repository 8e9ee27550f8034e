// One event stream per visible tab. Events carry ids; what changed is fetched by ordinary requests.
import * as line from "./line.js";

const base = document.body.dataset.live;
const beside = document.querySelector("[data-live-case]");
const FIRST = 1000;
const LONGEST = 30000;
let source = null;
let wait = FIRST;
let timer = 0;
let ended = false;

async function counts() {
  const answer = await line.ask(`${base}/counts`);
  if (!answer?.ok) return Boolean(answer);
  const { rail, at_risk, ...person } = await answer.json();
  line.known(person);
  for (const link of document.querySelectorAll(".rail li a")) {
    const count = rail[link.getAttribute("href")];
    if (count === undefined) continue;
    let shown = link.querySelector(".rail__count");
    if (!count) shown?.remove();
    else if (!shown) {
      shown = document.createElement("span");
      shown.className = "rail__count";
      link.append(shown);
    }
    if (shown && count) shown.textContent = count;
  }
  const risk = document.querySelector(".at-risk");
  if (risk) {
    risk.hidden = !at_risk;
    if (at_risk) {
      risk.querySelector(".at-risk__full").textContent = at_risk.full;
      risk.querySelector(".at-risk__short").textContent = at_risk.short;
    }
  }
  return true;
}

let asking = 0;
async function look() {
  clearTimeout(asking);
  if (!beside) return;
  const { liveCase, liveSeen } = beside.dataset;
  const answer = await line.ask(`${base}/cases/${liveCase}?seen=${liveSeen}`);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").body.firstElementChild;
  const same = beside.firstElementChild?.innerHTML === fresh.innerHTML;
  // What oneself did in the meantime is no news: the page is brought up to date quietly.
  if (fresh.dataset.own !== undefined) {
    dispatchEvent(new CustomEvent("desk:own", { detail: { events: fresh.dataset.events } }));
  }
  if (!same) beside.replaceChildren(fresh);
  if (fresh.dataset.again !== undefined) asking = setTimeout(look, 9000);
}

function soon(what, ms) {
  let due = 0;
  return () => {
    clearTimeout(due);
    due = setTimeout(what, ms);
  };
}
const lookSoon = soon(look, 200);
const countSoon = soon(counts, 100);

function close() {
  clearTimeout(timer);
  source?.close();
  source = null;
}

function open() {
  if (source || ended || document.hidden) return;
  const about = beside ? `?case=${encodeURIComponent(beside.dataset.liveCase)}` : "";
  source = new EventSource(base + about);
  const on = (event, act) => source.addEventListener(event, act);
  on("hello", () => {
    wait = FIRST;
    lookSoon();
  });
  on("counts", () => {
    countSoon();
    dispatchEvent(new CustomEvent("desk:changed"));
  });
  on("case", lookSoon);
  on("presence", lookSoon);
  on("reload", () => {
    countSoon();
    lookSoon();
  });
  on("end", () => {
    ended = true;
    close();
    line.over();
  });
  source.onerror = () => {
    close();
    timer = setTimeout(again, wait * (0.75 + Math.random() / 2));
    wait = Math.min(LONGEST, wait * 2);
  };
}

// An ordinary request first: it tells a lost line from an ended session.
async function again() {
  if (document.hidden || source) return;
  if (await counts()) open();
  else if (!ended) timer = setTimeout(again, wait);
}

// A hidden tab lets go of its stream: browsers open few connections to one desk at a time.
document.addEventListener("visibilitychange", () => {
  clearTimeout(timer);
  if (document.hidden) timer = setTimeout(close, 20000);
  else if (!source) {
    ended = false;
    again();
  }
});
addEventListener("pagehide", close);
addEventListener("pageshow", (event) => event.persisted && again());
addEventListener("online", again);
addEventListener("offline", line.lost);

if (base && "EventSource" in window) open();

// Brings the parts of an open page up to date in place, leaving what is being written alone.
import * as line from "./line.js";

const beside = document.querySelector("[data-live-case]");

async function renew() {
  const answer = await line.ask(location.pathname);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-part]")) {
    const fresh = page.querySelector(`[data-part="${part.dataset.part}"]`);
    // Where someone is about to press something, nothing moves.
    if (!fresh || part.contains(document.activeElement) || fresh.innerHTML === part.innerHTML) continue;
    part.replaceChildren(...fresh.childNodes);
  }
  const head = page.querySelector("[data-live-case]");
  if (beside && head) {
    beside.dataset.liveSeen = head.dataset.liveSeen;
    beside.replaceChildren(...head.childNodes);
  }
  for (const seen of document.querySelectorAll("form.say input[name=seen]")) seen.value = beside.dataset.liveSeen;
  dispatchEvent(new CustomEvent("desk:parts"));
}

if (beside) {
  addEventListener("desk:own", renew);
  beside.addEventListener("click", (event) => {
    if (!event.target.closest("[data-fresh]") || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    document.activeElement?.blur();
    renew();
  });
  // What came in between was shown once.
  if (location.search.includes("seen=")) history.replaceState(null, "", location.pathname + location.hash);
}

// Counts down the moment in which a message can be taken back. The words are the server's.
const ahead = Number(document.body.dataset.now) - Date.now();

function tick() {
  const lines = document.querySelectorAll("[data-send-at]");
  for (const waiting of lines) {
    const left = Math.ceil((Number(waiting.dataset.sendAt) - Date.now() - ahead) / 1000);
    const button = waiting.querySelector("[data-left]");
    if (!button) continue;
    button.disabled = left <= 0;
    if (left > 0) button.textContent = button.dataset.left.replace("{n}", left);
  }
  if (lines.length) setTimeout(tick, 250);
}

addEventListener("desk:parts", tick);
tick();

// Starts what each page needs. Every page works without this.
import "./countdown.js";
import "./copy.js";
import "./insert.js";
import "./keys.js";
import "./mention.js";
import "./rows.js";
import "./live.js";
import "./drafts.js";
import "./send.js";
import "./parts.js";
import "./strokes.js";
import "./setup.js";

// A select that leads to another list goes there at once.
for (const select of document.querySelectorAll("select[data-go]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}

// A form is sent once.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
});
// Coming back by the back button, it may be sent again: the server knows its number.
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

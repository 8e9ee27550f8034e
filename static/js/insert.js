// A button with data-insert puts its text into the reply box, where the cursor was.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-insert]");
  const box = document.querySelector("form.say textarea, #say");
  if (!button || !box) return;
  event.preventDefault();
  const { selectionStart: from, selectionEnd: to, value } = box;
  const before = from > 0 && value[from - 1] !== "\n" ? "\n" : "";
  box.setRangeText(before + button.dataset.insert, from, to, "end");
  // Drafts and whatever else listens hear of it as of typing.
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
  box.scrollIntoView({ block: "nearest" });
});

// Lists: choosing lines with Shift or all at once, the count of the chosen, and the acts of a line
// in the list itself. Without this the boxes are boxes, and the acts a page of their own.
const bar = document.querySelector("[data-bulk]");
const boxes = () => [...document.querySelectorAll('[data-rows] [name="no"]')];

if (bar) {
  const all = bar.querySelector("[data-pick-all]");
  const count = bar.querySelector("output");
  let last = null;

  const tell = () => {
    const every = boxes();
    const n = every.filter((box) => box.checked).length;
    for (const box of every) box.closest("tr").classList.toggle("chosen", box.checked);
    count.textContent = n ? bar.dataset.picked.replace("{n}", n) : "";
    all.checked = n > 0 && n === every.length;
    all.indeterminate = n > 0 && n < every.length;
  };
  all.parentElement.hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes()) box.checked = all.checked;
    tell();
  });
  addEventListener("click", (event) => {
    const box = event.target.closest?.('[data-rows] [name="no"]');
    if (!box) return;
    const every = boxes();
    const [from, to] = [every.indexOf(last), every.indexOf(box)].sort((a, b) => a - b);
    if (event.shiftKey && from >= 0) {
      for (const between of every.slice(from, to + 1)) between.checked = box.checked;
    }
    last = box;
    tell();
  });
  // The browser may bring back what was chosen.
  addEventListener("pageshow", tell);
}

// The acts of a line, under it.
addEventListener("click", async (event) => {
  const link = event.target.closest?.("[data-quick]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const row = link.closest("tr");
  const open = document.querySelector("tr.acts");
  open?.remove();
  if (open?.previousElementSibling === row || open?.dataset.of === row.id) return link.focus();
  try {
    const answer = await fetch(link.href, { headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const panel = page.getElementById("quick");
    if (!answer.ok || !panel) throw new Error(answer.status);
    const line = document.createElement("tr");
    line.className = "acts";
    line.dataset.of = row.id;
    const cell = line.insertCell();
    cell.colSpan = row.cells.length;
    cell.append(document.importNode(panel, true));
    row.after(line);
    line.querySelector("button, a.button, select, input:not([type=hidden])")?.focus();
  } catch {
    location.href = link.href;
  }
});
addEventListener("keydown", (event) => {
  const line = event.target.closest?.("tr.acts");
  if (!line || event.key !== "Escape" || event.isComposing) return;
  const row = document.getElementById(line.dataset.of);
  line.remove();
  row?.querySelector("[data-quick]")?.focus();
});

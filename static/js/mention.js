// Typing @ in a note offers colleagues; Enter or Tab takes one, Escape closes. The select beside the
// box has the names, so nothing is fetched; the server reads the names from the text. While an
// input method composes, keys choose characters: those are left alone.
const MOST = 8;

for (const names of document.querySelectorAll("[data-mention-names]")) {
  const box = names.form?.querySelector("textarea");
  if (box) offer(box, [...names.options].filter((one) => one.value).map((one) => one.text));
}

function offer(box, names) {
  const list = document.createElement("ul");
  list.className = "mention-list";
  list.id = `${box.id}-names`;
  list.setAttribute("role", "listbox");
  list.hidden = true;
  box.after(list);
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-autocomplete", "list");
  let at = 0;

  // What is typed behind the last @ before the caret; null when there is none.
  function typed() {
    const before = box.value.slice(0, box.selectionStart);
    const found = /(^|[^A-Za-z0-9])[@＠]([^\s@＠]{0,20})$/.exec(before);
    return found ? found[2] : null;
  }

  function close() {
    list.hidden = true;
    list.replaceChildren();
    box.removeAttribute("aria-activedescendant");
  }

  function mark() {
    [...list.children].forEach((one, n) => one.setAttribute("aria-selected", String(n === at)));
    const here = list.children[at];
    if (here) box.setAttribute("aria-activedescendant", here.id);
    here?.scrollIntoView({ block: "nearest" });
  }

  function show() {
    const part = typed();
    const fitting = part === null ? [] : names.filter((name) => name.toLowerCase().includes(part.toLowerCase())).slice(0, MOST);
    if (!fitting.length || (fitting.length === 1 && fitting[0] === part)) return close();
    list.replaceChildren(...fitting.map((name, n) => {
      const one = document.createElement("li");
      one.id = `${list.id}-${n}`;
      one.setAttribute("role", "option");
      one.textContent = name;
      one.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        take(name);
      });
      return one;
    }));
    at = 0;
    list.style.insetBlockStart = `${box.offsetTop + box.offsetHeight}px`;
    list.style.insetInlineStart = `${box.offsetLeft}px`;
    list.hidden = false;
    mark();
  }

  function take(name) {
    const caret = box.selectionStart;
    const start = caret - typed().length;
    box.setRangeText(`${name} `, start, caret, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
    close();
  }

  box.addEventListener("input", (event) => event.isComposing || show());
  box.addEventListener("compositionend", show);
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing || event.keyCode === 229) return;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      at = (at + steps[event.key] + list.children.length) % list.children.length;
      mark();
    } else if (event.key === "Enter" || event.key === "Tab") {
      take(list.children[at].textContent);
    } else if (event.key === "Escape") {
      close();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });
}

// Typing @ in a note offers colleagues, and / at the beginning of a word offers replies; Enter or Tab
// takes one, Escape closes. The select beside the box has the names; replies are fetched once, when the
// first is asked for. While an input method composes, keys choose characters: those are left alone.
const MOST = 8;

for (const names of document.querySelectorAll("[data-mention-names]")) {
  const box = names.form?.querySelector("textarea");
  const all = [...names.options].filter((one) => one.value).map((one) => ({ title: one.text, text: `${one.text} ` }));
  if (box) offer(box, "names", /(?:^|[^A-Za-z0-9])[@＠]([^\s@＠]{0,20})$/, () => all);
}

for (const box of document.querySelectorAll("[data-replies]")) {
  let all;
  const fetched = async () => {
    all ??= fetch(box.dataset.replies).then((answer) => (answer.ok ? answer.json() : []), () => []);
    return all;
  };
  offer(box, "replies", /(?:^|\s)([/、]([^\s/、]{0,20}))$/, fetched, (one) => {
    // The server keeps what was said lately, to offer it first.
    const field = Object.assign(document.createElement("input"), { type: "hidden", name: "reply", value: one.id });
    box.form.append(field);
    // What goes along with it, to be left out with one press.
    const along = box.form.querySelector("[data-attach]");
    for (const [hash, name] of one.files ?? []) {
      if (!along || along.querySelector(`[value="${hash}"]`)) continue;
      const tick = Object.assign(document.createElement("input"), { type: "checkbox", name: "attach", value: hash, checked: true });
      const label = Object.assign(document.createElement("label"), { className: "tick" });
      label.append(tick, name);
      along.append(label);
    }
  });
}

// `mark` finds what is typed; its last group is looked for, its first is replaced.
function offer(box, what, mark, all, taken) {
  const list = document.createElement("ul");
  list.className = "mention-list";
  list.id = `${box.id}-${what}`;
  list.setAttribute("role", "listbox");
  list.hidden = true;
  box.after(list);
  box.setAttribute("aria-autocomplete", "list");
  let at = 0;
  let shown = [];

  // Null when nothing is asked for.
  const typed = () => mark.exec(box.value.slice(0, box.selectionStart));

  function close() {
    list.hidden = true;
    list.replaceChildren();
    box.removeAttribute("aria-activedescendant");
  }

  function light() {
    [...list.children].forEach((one, n) => one.setAttribute("aria-selected", String(n === at)));
    const here = list.children[at];
    if (here) box.setAttribute("aria-activedescendant", here.id);
    here?.scrollIntoView({ block: "nearest" });
  }

  async function show() {
    if (!typed()) return close();
    const known = await all();
    const found = typed();
    if (!found) return close();
    const part = found.at(-1).toLowerCase();
    shown = known.filter((one) => one.title.toLowerCase().includes(part) || one.keys?.includes(part)).slice(0, MOST);
    if (!shown.length || (shown.length === 1 && shown[0].title === part)) return close();
    list.replaceChildren(...shown.map((one, n) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${n}`;
      item.setAttribute("role", "option");
      item.textContent = one.title;
      item.title = one.text;
      item.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        take(one);
      });
      return item;
    }));
    at = 0;
    box.setAttribute("aria-controls", list.id);
    list.style.insetBlockStart = `${box.offsetTop + box.offsetHeight}px`;
    list.style.insetInlineStart = `${box.offsetLeft}px`;
    list.hidden = false;
    light();
  }

  function take(one) {
    const caret = box.selectionStart;
    box.setRangeText(one.text, caret - typed()[1].length, caret, "end");
    taken?.(one);
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
      light();
    } else if (event.key === "Enter" || event.key === "Tab") {
      take(shown[at]);
    } else if (event.key === "Escape") {
      close();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });
}

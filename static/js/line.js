// The line to the desk: lost, back, or the session over. Says so in a bar the server wrote.
const bars = new Map([...document.querySelectorAll("[data-line]")].map((bar) => [bar.dataset.line, bar]));

let signedOut = false;

function show(which) {
  for (const [name, bar] of bars) bar.hidden = name !== which;
}

export const lost = () => bars.get("over")?.hidden !== false && show("lost");
export const back = () => show("");
export function over() {
  signedOut = true;
  show("over");
}
export const isUp = () => [...bars.values()].every((bar) => bar.hidden);

// Asks the desk; null when it cannot be reached or the person is signed out, both said already.
export async function ask(path, options = {}) {
  let answer;
  try {
    answer = await fetch(path, { redirect: "manual", ...options });
  } catch (why) {
    if (why.name !== "AbortError") lost();
    return null;
  }
  // Only the gate leads elsewhere: to the sign-in page.
  if (answer.type === "opaqueredirect") {
    over();
    return null;
  }
  if (answer.status < 500 && !signedOut) back();
  return answer;
}

// The same person is signed in, perhaps anew: the forms of this page take the token of now.
export function known({ me, csrf }) {
  if (String(me) !== document.body.dataset.me) return over();
  signedOut = false;
  back();
  document.body.dataset.csrf = csrf;
  for (const field of document.querySelectorAll("input[name=csrf]")) field.value = csrf;
}

// A form as a browser sends it, with the token of the session.
export function form(fields) {
  const body = new URLSearchParams(fields);
  body.set("csrf", document.body.dataset.csrf);
  return { method: "POST", body };
}

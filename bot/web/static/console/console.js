// What htmx does not do for the console: the count in the title, the place in the thread, and
// saying so when the server no longer answers.

const SLACK = 120; // pixels from the end within which a reader is taken to follow the thread

const thread = () => document.querySelector("#fil");
const further = () => document.querySelector("#plus-bas");

// On a wide screen the thread scrolls; on a phone the page does.
const scroller = () => {
  const fil = thread();
  return fil && fil.scrollHeight > fil.clientHeight + 1 ? fil : document.scrollingElement;
};
const follows = () => {
  const box = scroller();
  return box.scrollHeight - box.scrollTop - box.clientHeight < SLACK;
};
const toEnd = () => {
  const box = scroller();
  box.scrollTop = box.scrollHeight;
  if (further()) further().hidden = true;
};

let following = true;

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.id === "suite") following = follows();
});

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  countInTitle();
  if (!thread()) return;
  if (detail.target.id === "contenu" && scroller() === thread()) toEnd();
  if (detail.target.id !== "suite") return;
  if (following) toEnd();
  else if (thread().querySelector("article:last-of-type") !== last) further().hidden = false;
  last = thread().querySelector("article:last-of-type");
});

let last = thread()?.querySelector("article:last-of-type");
if (thread() && scroller() === thread()) toEnd();

function countInTitle() {
  const waiting = Number(document.querySelector("#attendent")?.dataset.waiting ?? 0);
  const name = document.title.replace(/^\(\d+\) /, "");
  document.title = waiting ? `(${waiting}) ${name}` : name;
}

// --- A server that does not answer -------------------------------------------------------------

const cutOff = document.querySelector("#coupure");
let unsent = false;

function failed({ detail }) {
  if (detail.requestConfig.verb !== "get") unsent = true;
  const words = unsent ? cutOff.dataset.unsent : cutOff.dataset.words;
  // Written only when it changes: every writing is read aloud.
  if (cutOff.textContent !== words) cutOff.textContent = words;
}
for (const event of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(event, failed);
}
document.addEventListener("htmx:afterOnLoad", ({ detail }) => {
  if (detail.failed) return;
  if (detail.requestConfig.verb !== "get") unsent = false;
  if (!unsent) cutOff.textContent = "";
});

// --- Hands -------------------------------------------------------------------------------------

document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-dismiss]")) document.querySelector("#annonce").textContent = "";
  if (target.closest("#plus-bas")) toEnd();
  for (const menu of document.querySelectorAll(".account[open]")) {
    if (!menu.contains(target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest(".account[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.id === "id_texte") {
    event.target.form.requestSubmit();
  }
});

// The patient's page: sends messages, shows answers, and what people write later.

import { linkifyElement } from "./linkify.js";
import { Thread } from "./thread.js";

const PATIENCE = 15_000; // milliseconds before a request counts as lost
const STORED = "accueil.conversation";

const $ = (id) => document.getElementById(id);
const talk = $("talk");
const words = {};
for (const [name, value] of Object.entries(talk.dataset)) {
  words[name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)] = value;
}
const longest = Number(words.longest);
const title = document.title;

const thread = new Thread($("log"), words);
let conversation = null;
let stream = null;
let waiting = 0;
let queue = Promise.resolve();

// --- Talking to the server ---------------------------------------------------------------------

class Refused extends Error {
  constructor(status, { code, message }) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

async function request(path, body) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  try {
    const response = await fetch(path, {
      method: body ? "POST" : "GET",
      headers: body ? { "Content-Type": "application/json" } : {},
      body: body && JSON.stringify(body),
      signal: patience.signal,
      credentials: "omit",
      cache: "no-store",
    });
    const data = await response.json();
    if (!response.ok) throw new Refused(response.status, data.error);
    return data;
  } finally {
    clearTimeout(timer);
  }
}

// A browser that refuses to store anything throws; the conversation then lives as long as the page.
const tab = {
  read() {
    try {
      return sessionStorage.getItem(STORED);
    } catch {
      return null;
    }
  },
  write(id) {
    try {
      if (id) sessionStorage.setItem(STORED, id);
      else sessionStorage.removeItem(STORED);
    } catch {
      // Nothing to do: see above.
    }
  },
};

async function post(message) {
  try {
    return await request("/api/messages", { conversation_id: conversation, ...message });
  } catch (error) {
    if (error.code !== "conversation_inconnue" || !conversation) throw error;
    forget();
    thread.add({ author: "system", text: words.restarted });
    return request("/api/messages", { conversation_id: null, ...message });
  }
}

// --- Sending -----------------------------------------------------------------------------------

function send(message, shown, { byButton = false } = {}) {
  thread.closeChoices();
  const article = thread.add({ author: "patient", text: shown });
  thread.reveal([article]);
  queue = queue.then(() => deliver(message, article, byButton));
}

async function deliver(message, article, byButton) {
  thread.mark(article, "pending");
  complain("message", "");
  type(+1);
  try {
    const received = await post(message);
    thread.mark(article, null);
    remember(received.conversation_id);
    show(received, byButton);
  } catch (error) {
    fail(error, message, article);
  } finally {
    type(-1);
  }
}

function show({ replies, outcome }, byButton) {
  const emergency = outcome.kind === "emergency";
  const articles = replies.map((reply) =>
    thread.add({ author: "bot", text: reply.text, buttons: reply.buttons, emergency }),
  );
  thread.reveal(articles);
  if (outcome.kind === "held") tell("human", words.held);
  if (outcome.kind === "handover" || emergency) tell("waiting");
  // After an emergency the numbers are next; after a button, the keyboard's place was lost.
  if (emergency || byButton) articles[0]?.focus({ preventScroll: true });
}

function fail(error, message, article) {
  const again = () => {
    article.remove();
    $("log").append(article);
    queue = queue.then(() => deliver(message, article, false));
    $("message").focus();
  };
  thread.mark(article, "failed", again);
  complain("message", error instanceof Refused ? error.message : words.offline);
  thread.reveal([article]);
}

function type(change) {
  waiting += change;
  $("typing").firstElementChild.hidden = waiting === 0;
}

// --- The composer ------------------------------------------------------------------------------

function complain(field, sentence) {
  const place = $(`${field}-error`);
  place.textContent = sentence;
  if (field === "message") linkifyElement(place);
  place.hidden = !sentence;
  $(field).setAttribute("aria-invalid", sentence ? "true" : "false");
}

function count(text) {
  const shown = text.length > longest * 0.9;
  $("count").hidden = !shown;
  $("count").textContent = shown ? words.count.replace("{nombre}", text.length) : "";
}

function grow(field) {
  field.style.height = "";
  if (!field.value) return;
  field.style.height = `${Math.min(field.scrollHeight + 2, 180)}px`;
}

function submit() {
  const field = $("message");
  const text = field.value.trim();
  if (!text) return complain("message", words.empty);
  if (text.length > longest) {
    return complain("message", words.too_long.replace("{nombre}", text.length));
  }
  complain("message", "");
  field.value = "";
  grow(field);
  count("");
  send({ text }, text);
}

// --- What people write -------------------------------------------------------------------------

function tell(state, sentence = "") {
  $("who").dataset.state = state;
  const said = sentence || words[`state_${state}`];
  if ($("who-words").textContent !== said) $("who-words").textContent = said;
  $("callback").hidden = !(state === "waiting" || state === "human");
}

function listen(after) {
  stream?.close();
  stream = new EventSource(`/api/conversations/${conversation}/events?after=${after}`);
  stream.addEventListener("message", (event) => {
    const message = JSON.parse(event.data);
    if (message.author === "system" && calls.told.delete(message.text)) return;
    const article = thread.add(message);
    if (!article) return;
    if (message.author === "system") calls.heard.add(message.text);
    thread.reveal([article]);
    if (document.hidden) document.title = `(1) ${words.unread} – ${title}`;
  });
  stream.addEventListener("state", (event) => tell(JSON.parse(event.data).state));
}

function remember(id) {
  if (!id || id === conversation) return;
  conversation = id;
  tab.write(id);
  $("restart").hidden = false;
  listen(0);
}

function forget() {
  calls.told.clear();
  stream?.close();
  stream = null;
  conversation = null;
  tab.write(null);
  $("restart").hidden = true;
  tell("bot");
}

async function findAgain() {
  const id = tab.read();
  if (!id) return;
  try {
    const found = await request(`/api/conversations/${id}`);
    conversation = id;
    $("restart").hidden = false;
    recall(found);
  } catch (error) {
    if (error.status === 404) forget();
    else remember(id);
  }
}

function recall({ state, messages }) {
  let emergency = false;
  for (const message of messages) {
    if (message.author === "patient") {
      emergency = message.kind === "emergency";
      thread.closeChoices();
    }
    const article = thread.add({ ...message, emergency: emergency && message.author === "bot" });
    if (article) thread.reveal([article], { smoothly: false });
  }
  tell(state);
  listen(Math.max(0, ...messages.map((message) => message.id)));
}

// --- The call-back form ------------------------------------------------------------------------

// What a request for a call is answered with comes twice, from the request and from the stream,
// in either order.
const calls = { told: new Set(), heard: new Set() };

function confirmCall(text) {
  if (calls.heard.has(text)) return;
  calls.told.add(text);
  thread.reveal([thread.add({ author: "system", text })]);
}

async function askForCall() {
  const phone = $("phone").value.trim();
  complain("phone", "");
  calls.told.clear();
  calls.heard.clear();
  try {
    const { text } = await request(`/api/conversations/${conversation}/callback`, { phone });
    confirmCall(text);
    $("phone").value = "";
    $("callback").open = false;
    $("message").focus();
  } catch (error) {
    complain("phone", error instanceof Refused ? error.message : words.offline);
    $("phone").focus();
  }
}

// --- Wiring ------------------------------------------------------------------------------------

for (const element of document.querySelectorAll("[data-linkify]")) linkifyElement(element);

$("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
$("message").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  submit();
});
$("message").addEventListener("input", (event) => {
  complain("message", "");
  grow(event.target);
  count(event.target.value.trim());
});
$("log").addEventListener("click", (event) => {
  const choice = event.target.closest("button.choice");
  if (choice) send({ payload: choice.dataset.payload }, choice.textContent, { byButton: true });
});
$("callback-form").addEventListener("submit", (event) => {
  event.preventDefault();
  askForCall();
});
$("restart").addEventListener("click", () => {
  forget();
  thread.clear();
  complain("message", "");
  $("message").focus();
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) document.title = title;
});

// Until here the form would have sent the message nowhere.
$("without-script").remove();
for (const field of $("composer").elements) field.disabled = false;
findAgain();

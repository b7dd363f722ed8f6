// The thread as the patient sees it: one article a message.

import { linkify } from "./linkify.js";

const HOUR = new Intl.DateTimeFormat("fr-FR", { hour: "2-digit", minute: "2-digit" });

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

/** The messages below `log`; `words` holds the French of the page, by name. */
export class Thread {
  constructor(log, words) {
    this.log = log;
    this.words = words;
    this.shown = new Set();
  }

  /**
   * Shows a message once; a message with an `id` already shown changes nothing.
   * @returns {HTMLElement|null} its article
   */
  add({ id, author, text, buttons = [], emergency = false, at = null }) {
    if (id && this.shown.has(id)) return null;
    if (id) this.shown.add(id);
    const article = element("article", `message ${author}${emergency ? " emergency" : ""}`);
    article.tabIndex = -1;
    article.append(this._heading(author, emergency, at ? new Date(at) : new Date()));
    const body = element("div", "words");
    body.append(linkify(text));
    article.append(body);
    if (emergency) article.append(this._calls(body));
    if (buttons.length) article.append(this._choices(buttons));
    this.log.append(article);
    return article;
  }

  /** Brings messages into sight, the beginning of a long answer rather than its end. */
  reveal(articles, { smoothly = true } = {}) {
    const first = articles[0];
    const last = articles[articles.length - 1];
    if (!first) return;
    const calm = !smoothly || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const height = last.offsetTop + last.offsetHeight - first.offsetTop;
    const fits = height < Math.min(this.log.clientHeight, window.innerHeight) - 120;
    const target = fits ? last : first;
    target.scrollIntoView({ block: fits ? "nearest" : "start", behavior: calm ? "auto" : "smooth" });
  }

  /** Says below a patient's message that it is on its way, has failed, or nothing any more. */
  mark(article, state, resend) {
    article.querySelector(".fate")?.remove();
    article.classList.toggle("pending", state === "pending");
    article.classList.toggle("failed", state === "failed");
    if (!state) return;
    const fate = element("p", "fate");
    fate.append(element("span", "", this.words[state]));
    if (state === "failed") {
      const retry = element("button", "retry", this.words.retry);
      retry.type = "button";
      retry.addEventListener("click", resend);
      fate.append(" ", retry);
    }
    article.append(fate);
  }

  /** Takes the choices away once one has been made: they belong to one question. */
  closeChoices() {
    for (const choices of this.log.querySelectorAll(".choices")) choices.hidden = true;
  }

  clear() {
    for (const article of this.log.querySelectorAll(".message:not(.welcome)")) article.remove();
    for (const choices of this.log.querySelectorAll(".welcome .choices")) choices.hidden = false;
    this.shown.clear();
  }

  _heading(author, emergency, at) {
    const heading = element("h2", "author", this.words[`author_${author}`]);
    if (emergency) heading.prepend(element("strong", "flag", this.words.emergency), " ");
    const time = element("time", "time", HOUR.format(at));
    time.dateTime = at.toISOString();
    heading.append(" ", time);
    return heading;
  }

  _calls(body) {
    const row = element("div", "calls");
    for (const dial of body.querySelectorAll("a.dial")) {
      const known = [...row.children].some((call) => call.href === dial.href);
      if (known) continue;
      const wording = dial.href.startsWith("sms:") ? this.words.sms : this.words.call;
      const call = element("a", "call", wording.replace("{numero}", dial.textContent));
      call.href = dial.href;
      row.append(call);
    }
    return row;
  }

  _choices(buttons) {
    const choices = element("div", "choices");
    choices.setAttribute("role", "group");
    for (const { title, payload } of buttons) {
      const choice = element("button", "choice", title);
      choice.type = "button";
      choice.dataset.payload = payload;
      choices.append(choice);
    }
    return choices;
  }
}

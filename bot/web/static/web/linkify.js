// Turns numbers and addresses in plain text into links that dial, write or open.
// Everything becomes DOM text nodes: nothing that a patient or a member of staff writes is HTML.

const ADDRESS = String.raw`https?://[^\s<>"«»]+[^\s<>"«».,;:!?)\]’']`;
const EMAIL = String.raw`[\w.+-]+@[\w-]+(?:\.[\w-]+)+`;
const PHONE = String.raw`(?:\+33[\s.-]?|\b0)[1-9](?:[\s.-]?\d{2}){4}(?!\d)`;
const SHORT = String.raw`116[\s]?117|3114|3919|32[\s]?37|36[\s]?24|11[24589]|1[578]`;

// A short number is dialled only after a word that calls for it, and never when it counts
// something: "en 15 minutes", "le 15 novembre", "115 places", "17 h 30". The word is tested apart:
// a look-behind in the pattern would stop the whole page in Safari before 16.4.
const CALLING = /(?:(?:^|[\s(])(?:le|au|du|ou|et|numéro|SAMU|[:;])\s|\()$/iu;
const COUNTING =
  String.raw`(?![\d,.:/]*\d|[\s]?(?:h\b|heure|min|jour|mois|an\b|ans\b|€|euro|%|place|lit|km|m\b|rue|avenue|bd\b|boulevard|chemin|quai|bis\b|janv|févr|mars|avril|mai\b|juin|juil|août|sept|oct|nov|déc))`;
// Two digits are also a day of the month: only in a text that speaks of emergencies.
const URGENT = /\b(?:112|114|3114|3919|119|SAMU|urgence|danger|police|pompiers)/i;

const PIECE = new RegExp(
  `(?<address>${ADDRESS})|(?<email>${EMAIL})|(?<phone>${PHONE})|\\b(?<short>${SHORT})\\b${COUNTING}`,
  "giu",
);

// "Voir le plan : https://…" alone on its line: the words become the link.
const TITLED = new RegExp(String.raw`^(?<title>[^:\n]{2,60}?)[\s]?:[\s](?<url>${ADDRESS})$`, "u");

/** Where a number or address leads: `tel:`, `sms:`, `mailto:` or the address itself. */
function target({ address, email, phone, short }) {
  if (address) return address;
  if (email) return `mailto:${email}`;
  const digits = (phone || short).replace(/[^\d+]/g, "");
  if (short) return short === "114" ? "sms:114" : `tel:${digits}`;
  return `tel:${digits.replace(/^0/, "+33")}`;
}

function isCalled(short, before, urgent) {
  return CALLING.test(before) && (urgent || short.length > 2);
}

function link(words, href) {
  const anchor = document.createElement("a");
  anchor.href = href;
  anchor.textContent = words;
  if (/^https?:/.test(href)) anchor.rel = "noopener noreferrer";
  if (/^(tel|sms):/.test(href)) anchor.classList.add("dial");
  return anchor;
}

function appendLine(parent, line, urgent) {
  let from = 0;
  for (const match of line.matchAll(PIECE)) {
    const { short } = match.groups;
    if (short && !isCalled(short, line.slice(0, match.index), urgent)) continue;
    parent.append(line.slice(from, match.index), link(match[0], target(match.groups)));
    from = match.index + match[0].length;
  }
  parent.append(line.slice(from));
}

/**
 * `text` as a fragment of paragraphs, one a line, with links in it.
 * @param {string} text plain text
 * @param {{inline?: boolean}} options inline: no paragraphs, for a text of one line
 * @returns {DocumentFragment}
 */
export function linkify(text, { inline = false } = {}) {
  const fragment = document.createDocumentFragment();
  const urgent = URGENT.test(text);
  for (const line of text.split("\n")) {
    if (!line.trim()) continue;
    const parent = inline ? fragment : document.createElement("p");
    const titled = TITLED.exec(line.trim());
    if (titled) parent.append(link(titled.groups.title, titled.groups.url));
    else appendLine(parent, line, urgent);
    if (!inline) fragment.append(parent);
  }
  return fragment;
}

/** Makes links in the text nodes of an element that the server has rendered. */
export function linkifyElement(element) {
  const urgent = URGENT.test(element.textContent);
  for (const node of [...element.childNodes]) {
    if (node.nodeType !== Node.TEXT_NODE) continue;
    const fragment = document.createDocumentFragment();
    appendLine(fragment, node.data, urgent);
    node.replaceWith(fragment);
  }
}

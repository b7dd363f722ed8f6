"""The words of a message as the grammar of dates reads them: folded, mended, numbers as digits."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.language.lexicon import french_words
from bot.language.text import fold

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin",
    "juillet", "aout", "septembre", "octobre", "novembre", "decembre",
)  # fmt: skip
SHORTEST_MENDED = 4
"""Letters from which a word may be a misspelling; shorter ones are near too many words."""
LONG_WORD = 8
"""Letters from which the name of a day or month may hold two typing errors."""
LONGEST_READ = 2000
"""Characters read of one message, as many as a patient may send."""
NOW = "LA"
"""« Là » with its accent, which alone tells it from the article."""
BREAK = "|"
"""Stands between two sentences, so that no date reaches over their border."""

_ALIASES: Mapping[str, str] = {
    alias: word
    for word, aliases in {
        "aujourd hui": "ojd ojdui ojourdui ojourdhui oj auj ajd ajdh aujourdhui aujourdui aujoudhui"
        " aujourduit aujorduit aujourdhuit",
        "demain": "dem1 2main 2m1 dmain dem dmn deman demin demins",
        "ce": "cet cette cett ct",
        "apres": "apre ap",
        "matin": "mat1 matinee matinees matins",
        "apres midi": "aprem aprm apm apremidi apresmidi aprems aprmidi",
        "soir": "soiree soirees soirs swar soar soire",
        "nuit": "nuits",
        "maintenant": "mtn mnt mtnt mnant maintenent",
        "weekend": "wk wkend weekends wknd wkd oueekend",
        "semaine": "sem semaines smaine",
        "prochain": "pro proch prochaine prochaines prochains",
        "lundi": "lun lundis", "mardi": "mardis", "mercredi": "mercredis merc",
        "jeudi": "jeudis",
        "vendredi": "ven vend vendr vendredis",
        "samedi": "sam samedis", "dimanche": "dim dimanches",
        "aout": "aou", "fevrier": "fevriers",
        "paques": "paque pacques", "noel": "noels",
        "ferie": "feries feriee feriees ferier feri ferrie", "jour": "jours",
        "vacances": "vacance vac vacs",
        "depuis": "depui dpuis dpui depuit",
        "ascension": "lascension lassension acension assension",
        "assomption": "lassomption", "toussaint": "latoussaint", "pont": "pon ponts",
        "h": "heure heures hr hrs heur heurs",
        "midi": "midis", "minuit": "minuits",
        "euros": "euro eur €",
    }.items()
    for alias in aliases.split()
}  # fmt: skip
_ONLY_NEAR = {"lun", "ven", "vend", "sam", "dim", "pro", "dem", "ap", "oj", "vac", "sem"}
"""Short forms that are also names or other words: read only beside another word of time."""
_TIME_WORDS = {
    *WEEKDAYS, *MONTHS, "demain", "matin", "midi", "soir", "aprem", "prochain", "ouvert", "ouverts",
    "ouverte", "weekend", "le", "ce", "cette", "du", "au", "semaine", "vacances", "apres", "noel",
    "de", "h", "pour",
}  # fmt: skip
_AFTER_THIS = {"aprem", "apm", "ap", "soir", "apres", "matin", "nuit", "semaine", "we", "mat1"}
"""After these, « 7 », « c » and « se » are the text-message spellings of « cet » and « ce »."""
_ABBREVIATED_MONTHS = {
    "jan": "janvier", "janv": "janvier", "fev": "fevrier", "fevr": "fevrier", "avr": "avril",
    "juil": "juillet", "juill": "juillet", "sept": "septembre", "oct": "octobre",
    "nov": "novembre", "dec": "decembre",
}  # fmt: skip
_MENDED = (
    *WEEKDAYS, "janvier", "fevrier", "avril", "juillet",
    "septembre", "octobre", "novembre", "decembre",
    "demain", "prochain", "vacances", "semaine", "toussaint", "pentecote", "ascension",
    "assomption", "armistice", "reveillon", "weekend", "maintenant",
)  # fmt: skip
_NO_TYPOS = {"toussant", "maria", "marie", "mardie"}
"""Words near the ones above that the lexicon lacks: a participle and first names."""

_UNITS = {
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
}  # fmt: skip
_TENS = {"dix": 10, "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50}
_ADDED, _ADDED_TO_TEN = range(2, 10), range(7, 10)
"""What may follow « vingt » and its like; « dix » takes only seven, eight and nine."""
_TOKEN = re.compile(r"[^\W_]+|[€?!;\n]|[.](?=\s+[A-ZÀ-Ý])|(?<=\d)[/:.,\-](?=\d)|(?<=\w)-(?=\w)|/")


@dataclass(frozen=True)
class Word:
    """One word as the grammar reads it, and where it stands in the text."""

    form: str
    start: int
    end: int


@dataclass(frozen=True)
class Words:
    """A message as one line of canonical words, from which the original words can be found.

    Attributes:
        text: the message, composed (NFC).
        words: its words in their order.
        line: their forms joined by single spaces.
    """

    text: str
    words: tuple[Word, ...]
    line: str

    def said(self, start: int, end: int) -> str:
        """The original words that made `line[start:end]`."""
        touched, place = [], 0
        for word in self.words:
            if place < end and place + len(word.form) > start:
                touched.append(word)
            place += len(word.form) + 1
        return self.text[touched[0].start : touched[-1].end] if touched else ""


def read_words(text: str) -> Words:
    """The canonical words of a message; at most `LONGEST_READ` characters are read."""
    composed = unicodedata.normalize("NFC", text[:LONGEST_READ])
    words = list(_numbers_as_digits(_mended(list(_tokens(composed)))))
    return Words(composed, tuple(words), " ".join(word.form for word in words))


def _tokens(text: str) -> Iterator[Word]:
    for found in _TOKEN.finditer(text):
        form = fold(found[0])
        if found[0] in ".?!;\n" and not text[found.end() : found.end() + 1].isdigit():
            yield Word(BREAK, found.start(), found.end())
        elif found[0] == "-":
            if text[found.end()].isdigit():
                yield Word("-", found.start(), found.end())
        elif found[0].casefold() == "là" and _stands_alone(text, found):
            yield Word(NOW, found.start(), found.end())
        elif form in _ALIASES or form.isdigit() or form.isalpha() or form == "1er":
            yield Word(form, found.start(), found.end())
        else:
            yield from _split(form, found.start(), found.end())


def _stands_alone(text: str, found: re.Match[str]) -> bool:
    """Whether « là » is no part of « là-bas », « ce jour-là » or « par là »."""
    around = text[: found.start()][-1:] + text[found.end() :][:1]
    return "-" not in around and not text[: found.start()].casefold().endswith("par ")


def _split(form: str, start: int, end: int) -> Iterator[Word]:
    """`14h30` as its three parts, which all stand where the whole stood."""
    for part in re.findall(r"\d+|[^\W\d]+|\W", form):
        yield Word(part, start, end)


def _mended(tokens: Sequence[Word]) -> Iterator[Word]:
    skipped = False
    for index, token in enumerate(tokens):
        if skipped:
            skipped = False
            continue
        before = tokens[index - 1].form if index else ""
        after = tokens[index + 1].form if index + 1 < len(tokens) else ""
        if (token.form, after) in {("week", "end"), ("week", "ends"), ("wee", "kend")}:
            skipped = True
            yield Word("weekend", token.start, tokens[index + 1].end)
        else:
            form = _canonical(token.form, before=before, after=after)
            yield Word(form, token.start, token.end)


def _canonical(form: str, *, before: str, after: str) -> str:
    if form in _ABBREVIATED_MONTHS and (before.isdigit() or before == "1er"):
        return form if form == "sept" and after in {"h", "heures"} else _ABBREVIATED_MONTHS[form]
    if form in {"7", "c", "se"} and after in _AFTER_THIS:
        return "ce"
    if form == "we" and before in {"ce", "le", "c", "les", "du", "7"}:
        return "weekend"
    beside = {before, after}
    if form in _ONLY_NEAR and not (beside & _TIME_WORDS or after.isdigit()):
        return form
    return _ALIASES.get(form) or _without_typo(form)


@lru_cache(maxsize=4096)
def _without_typo(form: str) -> str:
    """The word of time of which `form` is a misspelling; `form` itself where it is none."""
    if len(form) < SHORTEST_MENDED or not form.isalpha() or form in _MENDED or form in _NO_TYPOS:
        return form
    near = [word for word in _MENDED if word[0] == form[0] and _is_near(form, word)]
    if not near or form in french_words():
        return form
    return min(near, key=lambda word: OSA.distance(form, word))


def _is_near(form: str, word: str) -> bool:
    dated = word in WEEKDAYS or word in MONTHS
    edits = 2 if dated and len(word) >= LONG_WORD else 1
    return OSA.distance(form, word, score_cutoff=edits) <= edits


def _numbers_as_digits(words: Iterator[Word]) -> Iterator[Word]:
    waiting = list(words)
    while waiting:
        number, used = _number(waiting)
        if not used:
            yield _as_digit(waiting[0], waiting[1].form if len(waiting) > 1 else "")
            waiting.pop(0)
            continue
        yield Word(str(number), waiting[0].start, waiting[used - 1].end)
        del waiting[:used]


def _as_digit(word: Word, after: str) -> Word:
    if word.form in {"une", "un"} and after == "h":
        return Word("1", word.start, word.end)
    if word.form in {"premier", "1ier", "1r", "i1er"} and after in MONTHS:
        return Word("1er", word.start, word.end)
    return word


def _number(words: Sequence[Word]) -> tuple[int, int]:
    """The number that the first words spell, and how many words it takes; 0 words if none."""
    if not words:
        return 0, 0
    forms = [word.form for word in words[:3]]
    if forms[:2] == ["deux", "mille"]:
        rest, used = _number(words[2:])
        return 2000 + rest, used + 2
    if forms[0] in _TENS:
        ten = _TENS[forms[0]]
        if forms[1:] in (["et", "un"], ["et", "une"]):
            return ten + 1, 3
        added = _UNITS.get(forms[1], 0) if forms[1:] else 0
        joins = added in (_ADDED_TO_TEN if forms[0] == "dix" else _ADDED)
        return (ten + added, 2) if joins else (ten, 1)
    return (_UNITS[forms[0]], 1) if forms[0] in _UNITS else (0, 0)

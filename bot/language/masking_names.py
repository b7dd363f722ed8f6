"""Names that a phrase announces for sure: "je m'appelle …", "Mme …", "au nom de …"."""

import re
from collections.abc import Callable, Collection
from functools import lru_cache

from bot.language.lexicon import french_words
from bot.language.text import fold

_NAME = "[nom]"

_INTRODUCTION = re.compile(
    r"(?<!\w)(?:j(?:e|['’])? ?m['’ ]?ap{1,2}el{1,2}es?"
    r"|mon (?:nom|pr[ée]nom)(?: (?:de (?:famille|naissance|jeune fille)|complet|et pr[ée]nom))?"
    r" ?(?:est|c['’ ]?est|:|=)"
    r"|(?:nom|pr[ée]nom)s?(?: (?:de (?:famille|naissance|jeune fille)|d['’]usage|et pr[ée]nom"
    r"|du patient|de la patiente))? ?[:=]"
    r"|nom(?= [^\W\d_]{2,20} pr[ée]nom )|(?<=\] )pr[ée]nom) ?[,:]? ?(?=[^\W\d_])",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"(?<!\w)(?:(?:il|elle|fils|fille|mari|femme|m[èe]re|p[èe]re|fr[èe]re|s(?:oe|œ)ur|conjointe?"
    r"|enfant|b[ée]b[ée]|amie?|copain|copine|compagn(?:on|e)|patiente?) s['’ ]?ap{1,2}el{1,2}e"
    r"|au nom de(?: famille)?|de la part de|sign[ée]|cordialement|moi c['’ ]?est) ?[,.:]? ?"
    r"(?=[^\W\d_])",
    re.IGNORECASE,
)
_SHORT_TITLE = re.compile(r"(?<!\w)(?:mme|mlle|melle|mr|mrs)\.? (?=[^\W\d_])", re.IGNORECASE)
_LETTER_TITLE = re.compile(r"(?<![\w'’])(?<!\d )(?:M\.? |m\. )(?=[^\W\d_])")
_FULL_TITLE = re.compile(
    r"(?<!\w)(?:madame|monsieur|mademoiselle|messieurs|mesdames) (?=[^\W\d_])", re.IGNORECASE
)
_PRESENTED = re.compile(
    r"(?:suis|c['’ ]?est|ici|pour|chez|avec|voir|par|dossier|chambre|rdv|patiente?|part) (?:de )?$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_ELIDED = re.compile(r"(?:[cjlmnst]|qu|d)['’](?=[^\W\d_])")

_PARTICLES = frozenset({"de", "du", "la", "le", "des", "da", "dos", "di", "van", "ben", "el", "al"})
_SPOKEN_TO = frozenset(
    "bonjour bonsoir salut merci svp stp voudrais voudrait souhaite souhaiterais aimerais cherche "
    "veux peux pouvez pourriez savez avez etes besoin rdv rendez rendez-vous patient patiente "
    "docteur dr professeur pr directeur directrice secretaire maire madame monsieur mademoiselle "
    "mme mr mlle melle mrs mesdames messieurs pas age agee habite viens prends appelle nom prenom "
    "nee suivi suivie cordialement respectueusement demande question message urgent urgence "
    "puis-je est-ce pouvez-vous avez-vous pourriez-vous savez-vous etes-vous".split()
)
_LONGEST_NAME = 5


@lru_cache(maxsize=1)
def _never_names() -> frozenset[str]:
    from spacy.lang.fr.stop_words import STOP_WORDS  # noqa: PLC0415  # 2.6 s, for names only

    return _SPOKEN_TO | frozenset(map(fold, STOP_WORDS))


_Accepts = Callable[[str, int], bool]
"""Whether a word, at its place counted from 0 after the cue, belongs to a name."""


def mask_names(text: str, *, known_names: Collection[str] = ()) -> str:
    """The text without the names that it announces; those in `known_names` are kept.

    A name is kept when every word of it stands in one of the known names, so that "Mme Lefèvre"
    is kept where the clinic lists "Dr Claire Lefèvre".
    """
    known = frozenset(word for name in known_names for word in _WORD.findall(fold(name)))
    for cue in (_INTRODUCTION, _SHORT_TITLE, _LETTER_TITLE, _SIGNATURE, _FULL_TITLE):
        text = _masked_after(text, cue, known=known)
    return text


def _masked_after(text: str, cue: re.Pattern[str], *, known: frozenset[str]) -> str:
    pieces, done = [], 0
    for match in cue.finditer(text):
        if match.start() < done:
            continue
        end = _name_end(text, match.end(), accepts=_rule(match))
        if end > match.end() and not known.issuperset(_WORD.findall(fold(text[match.end() : end]))):
            pieces += [text[done : match.end()], _NAME]
            done = end
    return "".join([*pieces, text[done:]])


def _rule(cue: re.Match[str]) -> _Accepts:
    """How far to trust what follows a cue.

    After "je m'appelle", "Mme" or "je suis madame", a name is a name even in lower case; after
    "bonjour Madame" or "cordialement" a capital must say so; where the whole message is in
    capitals, only a word that French does not know.
    """
    if cue.re is _INTRODUCTION:
        return _is_dictated_name
    if cue.re is _SHORT_TITLE:
        return _is_titled_name
    before = cue.string[max(0, cue.start() - 20) : cue.start()]
    if cue.re is _FULL_TITLE and _PRESENTED.search(before):
        return _is_titled_name
    return _is_unknown_name if cue.string.isupper() else _is_capital_name


def _name_end(text: str, start: int, *, accepts: _Accepts) -> int:
    """Where the name that begins at `start` ends; `start` itself when there is none."""
    end = position = start
    for index in range(_LONGEST_NAME):
        word = _WORD.match(text, position)
        if word is None:
            break
        if accepts(word.group(), index):
            end = word.end()
        elif fold(word.group()) not in _PARTICLES:
            break
        position = word.end() + (text[word.end() : word.end() + 1] == " ")
    return end


def _is_dictated_name(word: str, index: int) -> bool:
    """A first name and a surname in whatever case; from the third word on, what looks like one."""
    return _may_be_name(word) and (index <= 1 or word[0].isupper() or _is_unknown(word))


def _is_titled_name(word: str, index: int) -> bool:
    return _may_be_name(word) and (index == 0 or word[0].isupper() or _is_unknown(word))


def _is_capital_name(word: str, index: int) -> bool:
    return _may_be_name(word) and (word[0].isupper() or (index == 0 and _is_unknown(word)))


def _is_unknown_name(word: str, _index: int) -> bool:
    return _may_be_name(word) and _is_unknown(word)


def _may_be_name(word: str) -> bool:
    return fold(word) not in _never_names() and not _ELIDED.match(word)


def _is_unknown(word: str) -> bool:
    return fold(word) not in french_words()

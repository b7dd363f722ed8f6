"""Finding the several questions that one message may hold."""

import re

MOST = 6
"""Parts looked at in one message; each costs about a millisecond to understand."""

_SENTENCE_END = re.compile(r"[.?!;…\n]+\s+|[?!…\n]+")
_NEW_QUESTION = re.compile(
    r"""
    [,\s]+(?:et|puis|ensuite|sinon|aussi|par\s+ailleurs|au\s+fait|également|egalement|
        autre\s+question|deuxième\s+question|2eme\s+question|seconde\s+question)
    (?:\s+(?:aussi|puis|sinon|autre\s+chose|en\s+même\s+temps|du\s+coup|svp|surtout))*
    [,\s:]+(?=
        est[\s-]ce|es[\s-]ce|esce|comment|cmt|où\b|ou\b|quand|combien|cb\b|quel|kel|qui\b|que\b|qu['’]|
        koi|quoi|pourquoi|si\b|s['’]il|faut|fo\b|dois|doit|je\b|j['’]|on\b|peut|puis-je|avez|vous|
        il\s+y\s+a|y\s?a\b|c['’]est|c\b|ça|ca\b|à\s+quel|a\s+quel|pour\b|le\b|la\b|les\b|mon\b|ma\b|
        mes\b|un\b|une\b|votre|vos\b|dans\b|avec\b|sans\b)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_WORD = re.compile(r"\w{2,}")


def split_questions(text: str) -> list[str]:
    """The parts of a message that may each be a question; empty where there is but one.

    Parts of a single word, such as a greeting, are left out.
    """
    sentences = _SENTENCE_END.split(text)
    parts = [part.strip(" ,:-") for sentence in sentences for part in _NEW_QUESTION.split(sentence)]
    worth = [part for part in parts if len(_WORD.findall(part)) > 1]
    return worth[:MOST] if len(worth) > 1 else []

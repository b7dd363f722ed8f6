"""Finding the several questions that one message may hold."""

import re

MOST = 6
"""Parts looked at in one message; each costs about half a millisecond to understand."""

_BOUNDARY = re.compile(
    r"""
      [\s,.?!;…]+(?:                      # what begins another question, also without a mark
        et | é | è | pis | puis | ensuite | sinon | aussi | ossi | également | egalement
        | par\s+ailleurs | au\s+fait | en\s+plus | (?:dites|dis)[\s-]+moi
      )(?=[\s,])
    | [.?!;…\n]+(?=\s|$) | [?!…]+        # the end of a sentence
    | \s*[,+/]\s+ | \s\+\s?               # a list
    """,
    re.IGNORECASE | re.VERBOSE,
)
_WORD = re.compile(r"\w{4,}")


def split_questions(text: str) -> list[str]:
    """The parts of a message that may each be a question; empty where there is but one.

    Cuts rather too often: whoever reads the parts decides which of them ask something.
    """
    parts = [part.strip(" \t\r\n,:-?!") for part in _BOUNDARY.split(text)]
    worth = [part for part in parts if _WORD.search(part)]
    return worth[:MOST] if len(worth) > 1 else []

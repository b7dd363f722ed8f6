"""The errors of Accueil: a small tree, each leaf saying what happened and who must act."""


class AccueilError(Exception):
    """Base of every error that Accueil raises on purpose."""


class SettingsError(AccueilError):
    """An environment variable has a value that cannot be used; whoever installs must mend it."""


class StoreError(AccueilError):
    """The FAQ folder cannot be read or breaks its schema; the secretary must mend it.

    Attributes:
        problems: every problem found, each a French sentence with its file and line.
    """

    def __init__(self, problems: "list[Problem]") -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class Problem:
    """One thing wrong in a file of the clinic, said in French with its place.

    Attributes:
        file: path relative to the FAQ folder.
        line: first line concerned, counted from 1; 0 where no line can be named.
        sentence: what is wrong and what to write instead, in French.
    """

    def __init__(self, file: str, line: int, sentence: str) -> None:
        self.file = file
        self.line = line
        self.sentence = sentence

    def __str__(self) -> str:
        place = f"{self.file}, ligne {self.line}" if self.line else self.file
        return f"{place} : {self.sentence}"

    def __repr__(self) -> str:
        return f"Problem({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Problem) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))


class UnderstandingUnavailable(AccueilError):
    """Rasa or the action server did not answer in time, or answered nothing usable.

    The web process then answers by itself; whoever operates the machine must look.
    """


class NotTheHolder(AccueilError):
    """Somebody wrote in a conversation that another one holds; the writer must take it first."""


class IllegalTransition(AccueilError):
    """A conversation cannot pass from its present state to the one asked for."""

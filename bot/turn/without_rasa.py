"""The same answers when Rasa cannot be asked: its trained model, read without Rasa."""

from pathlib import Path
from tarfile import TarError

import structlog

from bot.language.blend import Blend
from bot.language.encoder import SentenceEncoder
from bot.language.questions import split_questions
from bot.turn.front_desk import FrontDesk
from bot.turn.outcome import Outcome
from bot.turn.understanding import Candidate, Question, Understanding

log = structlog.get_logger(__name__)


class WithoutRasa:
    """Understands with the blend of the trained model; with the entries' wordings failing that."""

    def __init__(self, desk: FrontDesk, *, encoder: SentenceEncoder, blend: Blend | None) -> None:
        """A stand-in for Rasa in front of `desk`; `blend` None where no model can be read."""
        self._desk = desk
        self._encoder = encoder
        self._blend = blend

    @classmethod
    def build(cls, desk: FrontDesk, model: Path, *, encoder: SentenceEncoder) -> "WithoutRasa":
        """The stand-in for the Rasa that serves `model`."""
        try:
            blend = Blend.in_model(model)
        except (OSError, TarError, KeyError):
            log.exception("without_rasa.no_model")
            blend = None
        return cls(desk, encoder=encoder, blend=blend)

    def answer(self, text: str, *, misunderstandings: int = 0) -> Outcome:
        """The outcome of a message, decided in this process."""
        if self._blend is None:
            return self._desk.answer_by_wordings(text, misunderstandings=misunderstandings)
        understanding = self._understanding(text, self._blend)
        return self._desk.answer(text, understanding, misunderstandings=misunderstandings)

    def _understanding(self, text: str, blend: Blend) -> Understanding:
        questions = split_questions(text)
        texts = [text, *questions]
        table = blend.probabilities(texts, self._encoder.encode(texts))
        whole, *parts = [
            tuple(
                sorted(
                    (
                        Candidate(topic, float(p))
                        for topic, p in zip(blend.topics, row, strict=True)
                    ),
                    key=lambda candidate: -candidate.confidence,
                )
            )
            for row in table
        ]
        return Understanding(
            whole, tuple(Question(part, rank) for part, rank in zip(questions, parts, strict=True))
        )

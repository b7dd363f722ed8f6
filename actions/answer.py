"""Answering a question of the FAQ or a word of politeness."""

from actions.desk import TurnAction


class ActionAnswer(TurnAction):
    """Runs for every topic that the clinic answers by itself: store, hours, notices."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_answer"

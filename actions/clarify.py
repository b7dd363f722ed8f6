"""Asking back, or saying plainly that a message was not understood."""

from actions.desk import TurnAction


class ActionClarify(TurnAction):
    """Runs when no topic is sure, and for whatever no rule covers."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_clarify"

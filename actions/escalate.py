"""Calling a person: emergencies, complaints, distress, and whoever asks for somebody."""

from actions.desk import TurnAction


class ActionEscalate(TurnAction):
    """Runs for the handover and emergency topics."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_escalate"

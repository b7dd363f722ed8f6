import json

from bot.turn.outcome import Button, EscalationRequest, Kind, Outcome, Priority, Reply


def test_an_outcome_survives_its_way_through_json() -> None:
    outcome = Outcome(
        kind=Kind.CLARIFY,
        topics=("parking",),
        replies=(Reply("Lequel ?", (Button("Se garer", "topic:parking"),)),),
        offered=("parking",),
        confidence=0.25,
        escalation=EscalationRequest("reclamation", Priority.COMPLAINT),
        misunderstood=True,
    )
    assert Outcome.from_dict(json.loads(json.dumps(outcome.to_dict()))) == outcome

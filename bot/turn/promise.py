"""When a person will answer, as the opening calendar tells."""

from datetime import datetime, timedelta, timezone

from bot.language.phrases import phrase
from bot.language.spoken import say_moment
from bot.turn.scene import Scene

WITHIN = timedelta(hours=2)
"""Opening time that the team gives itself to answer."""


def promised_at(scene: Scene) -> datetime | None:
    """The latest moment, aware, at which a person answers; None where no calendar tells.

    The team's two hours run while the relay service is open, and go on at its next opening.
    """
    calendar, service = scene.clinic.calendar, scene.clinic.relay_service
    if calendar is None or service is None:
        return None
    left, moment = WITHIN, calendar.next_attended(service, scene.now)
    while moment is not None:
        # In UTC: between two moments of one zone Python counts the hours of the clock on the wall.
        begin = moment.astimezone(timezone.utc)
        closing = calendar.open_until(service, moment)
        if closing is None or closing.astimezone(timezone.utc) - begin >= left:
            return (begin + left).astimezone(calendar.zone)
        left -= closing.astimezone(timezone.utc) - begin
        moment = calendar.next_opening(service, closing)
    return None


def promise(scene: Scene) -> str:
    """The sentence that tells the patient when a person answers."""
    calendar, service, latest = (
        scene.clinic.calendar,
        scene.clinic.relay_service,
        promised_at(scene),
    )
    if calendar is None or service is None or latest is None:
        return phrase("tour.promesse_inconnue")
    key = "tour.promesse_ouvert" if calendar.is_open(service, scene.now) else "tour.promesse_ferme"
    return phrase(key, moment=say_moment(latest, now=scene.now))

"""Answers about hours; the clinic is the « Clinique des Mimosas » of `tests/support`."""

from datetime import datetime, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.turn.hours import hours_answer
from tests.support.mimosas import PARIS, mimosas_calendar

CALENDAR = mimosas_calendar()

SUNDAY = "2026-11-22T10:00"
MONDAY = "2026-11-23T10:00"
TUESDAY_EVENING = "2026-11-24T20:00"


def answer(text: str, now: str = MONDAY, **changes: object) -> str:
    calendar = mimosas_calendar(**changes) if changes else CALENDAR
    moment = datetime.fromisoformat(now).replace(tzinfo=PARIS)
    told = hours_answer(text, calendar=calendar, now=moment, default_service="secretariat")
    return told.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("text", "now", "expected"),
    [
        (
            "Ouvert demain ?",
            MONDAY,
            (
                "Demain, mardi 24 novembre, le secrétariat est ouvert de 8 h à 12 h 30"
                " et de 13 h 30 à 19 h."
            ),
        ),
        (
            "samedi à 14 h",
            MONDAY,
            (
                "Non, samedi 28 novembre à 14 h, le secrétariat est fermé."
                " Ce jour-là, il est ouvert de 9 h à 12 h."
            ),
        ),
        (
            "ce soir",
            MONDAY,
            "Oui, ce soir, lundi 23 novembre, le secrétariat est ouvert jusqu’à 19 h.",
        ),
        (
            "le 11 novembre",
            "2026-11-02T10:00",
            (
                "Non, le secrétariat est fermé le mercredi 11 novembre (Armistice)."
                " Il rouvre jeudi 12 novembre à 8 h."
            ),
        ),
        (
            "le lundi de Pentecôte",
            SUNDAY,
            (
                "Non, le secrétariat est fermé le lundi 17 mai 2027 (Lundi de Pentecôte)."
                " Il rouvre mardi 18 mai 2027 à 8 h."
            ),
        ),
        (
            "pendant les vacances de Noël",
            SUNDAY,
            (
                "Du samedi 19 décembre au dimanche 3 janvier 2027, le secrétariat est ouvert du"
                " lundi au jeudi de 8 h à 12 h 30 et de 13 h 30 à 19 h, le samedi de 9 h à 12 h ;"
                " jeudi 24 décembre de 9 h à 16 h. Fermé vendredi 25 décembre (Noël)"
                " et vendredi 1er janvier (Jour de l’an)."
            ),
        ),
        (
            "le laboratoire ouvre à quelle heure ?",
            MONDAY,
            (
                "Le laboratoire est ouvert en ce moment : aujourd’hui, lundi 23 novembre,"
                " de 7 h à 12 h 30. Horaires habituels : du lundi au samedi de 7 h à 12 h 30."
                " À noter : jeudi 3 décembre de 10 h à 12 h (coupure d’eau)."
            ),
        ),
    ],
)
def test_the_questions_of_the_issue_get_the_computed_answer(
    text: str, now: str, expected: str
) -> None:
    assert answer(text, now) == expected


class TestOneDay:
    def test_the_service_that_is_named_is_the_one_told_of(self) -> None:
        assert answer("le labo demain ?") == (
            "Demain, mardi 24 novembre, le laboratoire est ouvert de 7 h à 12 h 30."
        )

    def test_articles_and_agreement_follow_the_service(self) -> None:
        assert "les consultations sont ouvertes de 9 h à 18 h" in answer("les consultations jeudi")
        assert "l’imagerie est ouverte" in answer("la radio demain").replace("'", "’")
        assert answer("les consultations demain ?") == (
            "Non, les consultations sont fermées demain, mardi 24 novembre."
            " Elles rouvrent jeudi 26 novembre à 9 h."
        )

    def test_a_closed_day_tells_why_and_when_it_opens_again(self) -> None:
        assert answer("ouvert à Noël ?") == (
            "Non, le secrétariat est fermé le vendredi 25 décembre (Noël)."
            " Il rouvre samedi 26 décembre à 9 h."
        )
        assert answer("les consultations le 29 décembre") == (
            "Non, les consultations sont fermées le mardi 29 décembre (congés)."
            " Elles rouvrent lundi 4 janvier 2027 à 9 h."
        )

    def test_a_holiday_that_is_tomorrow_is_said_as_tomorrow(self) -> None:
        assert answer("ouvert le 11 novembre ?", "2026-11-10T10:00") == (
            "Non, le secrétariat est fermé demain, mercredi 11 novembre (Armistice)."
            " Il rouvre jeudi 12 novembre à 8 h."
        )

    def test_unusual_hours_tell_why_they_are_so(self) -> None:
        assert answer("le labo le 3 décembre") == (
            "Jeudi 3 décembre (coupure d’eau), le laboratoire est ouvert de 10 h à 12 h."
        )
        assert answer("le labo à Noël") == (
            "Vendredi 25 décembre (Noël), le laboratoire est ouvert de 8 h à 10 h."
        )

    def test_a_day_whose_hours_are_over_says_so(self) -> None:
        assert answer("ouvert aujourd'hui ?", TUESDAY_EVENING) == (
            "Aujourd’hui, mardi 24 novembre, le secrétariat était ouvert de 8 h à 12 h 30"
            " et de 13 h 30 à 19 h ; il est maintenant fermé."
            " Il rouvre demain, mercredi 25 novembre, à 8 h."
        )

    def test_a_service_that_is_never_open_promises_no_reopening(self) -> None:
        assert answer("l'annexe demain ?") == "Non, l'annexe est fermée demain, mardi 24 novembre."

    def test_every_saturday_adds_the_week_where_the_next_one_is_unusual(self) -> None:
        assert answer("ouvert le samedi ?") == (
            "Samedi 28 novembre, le secrétariat est ouvert de 9 h à 12 h."
        )
        in_april = answer("ouvert le samedi ?", "2027-04-27T10:00")
        assert in_april.startswith("Non, le secrétariat est fermé le samedi 1er mai (Fête du Trav")
        assert in_april.endswith("le samedi de 9 h à 12 h.")


class TestOneHour:
    def test_open_says_yes_and_until_when(self) -> None:
        assert answer("ouvert samedi à 10h ?") == (
            "Oui, samedi 28 novembre à 10 h, le secrétariat est ouvert jusqu’à 12 h."
        )

    def test_now_is_told_as_now(self) -> None:
        assert answer("vous êtes ouverts là ?") == (
            "Oui, le secrétariat est ouvert en ce moment, lundi 23 novembre, jusqu’à 12 h 30."
        )
        assert answer("c'est ouvert maintenant ?", TUESDAY_EVENING) == (
            "Non, le secrétariat est fermé en ce moment, mardi 24 novembre."
            " Il rouvre demain, mercredi 25 novembre, à 8 h."
        )

    def test_until_an_hour_is_compared_with_the_closing(self) -> None:
        assert answer("ouvert jusqu'à 20 h ?") == (
            "Non, aujourd’hui, lundi 23 novembre, le secrétariat ferme à 19 h."
        )
        assert answer("ouvert jusqu'à 18 h demain ?").startswith("Oui, demain, mardi 24 novembre,")
        assert answer("ouvert jusqu'à 18 h dimanche ?").startswith("Non, le secrétariat est fermé")

    def test_lunch_is_no_plain_yes_where_it_closes_for_lunch(self) -> None:
        assert answer("ouvert entre midi et deux ?") == (
            "Ce midi, lundi 23 novembre, le secrétariat est ouvert jusqu’à 12 h 30"
            " et de 13 h 30 à 19 h."
        )
        assert answer("la radio entre 12 et 14 demain ?").startswith("Oui, demain midi,")

    def test_after_and_before_an_hour(self) -> None:
        assert answer("le labo après 12h demain ?").startswith(
            "Oui, demain, mardi 24 novembre après 12 h, le laboratoire est ouvert jusqu’à 12 h 30"
        )
        assert answer("ouvert avant 8h demain ?").startswith("Non, demain, mardi 24 novembre avant")

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("demain matin", "Oui, demain matin, mardi 24 novembre, "),
            ("samedi matin", "Oui, samedi 28 novembre au matin, "),
            ("samedi après-midi", "Non, samedi 28 novembre dans l’après-midi, "),
            ("jeudi soir", "Oui, jeudi 26 novembre au soir, "),
            ("cette nuit", "Non, cette nuit, lundi 23 novembre, "),
            ("jeudi midi", "Jeudi 26 novembre à midi, "),
        ],
    )
    def test_a_part_of_the_day_is_said_in_words(self, text: str, told: str) -> None:
        assert answer(text).startswith(told)

    def test_a_service_that_never_closes_is_open_day_and_night(self) -> None:
        assert answer("les urgences cette nuit ?") == (
            "Oui, cette nuit, lundi 23 novembre, les urgences sont ouvertes jour et nuit."
        )
        assert answer("les urgences à 3h du matin") == (
            "Oui, demain, mardi 24 novembre, à 3 h, les urgences sont ouvertes jour et nuit."
        )

    def test_after_midnight_the_night_that_runs_is_told(self) -> None:
        told = answer("la garde de nuit, ouverte cette nuit ?", "2026-11-24T01:15")
        assert told == (
            "Oui, cette nuit, mardi 24 novembre, la garde de nuit est ouverte jusqu’à 2 h 30."
        )

    def test_the_hour_that_comes_twice_is_open_both_times(self) -> None:
        text = "la garde de nuit est ouverte maintenant ?"
        for hour in (0, 1):
            now = datetime(2026, 10, 25, hour, 15, tzinfo=timezone.utc)
            told = hours_answer(text, calendar=CALENDAR, now=now, default_service="secretariat")
            assert told.startswith(
                "Oui, la garde de nuit est ouverte en ce moment, dimanche 25 oct"
            )

    def test_on_the_day_of_a_change_of_clocks_hours_are_those_of_the_wall(self) -> None:
        for now in ("2026-10-23T10:00", "2026-03-27T10:00", "2027-03-26T10:00"):
            assert "est ouvert de 8 h à 12 h 30" in answer("ouvert lundi 26 ?", "2026-10-23T10:00")
            assert answer("les urgences dimanche à 4 h du matin", now).startswith("Oui, dimanche")


@pytest.mark.parametrize(
    "text",
    [
        "vous êtes fermés samedi à 14 h ?",
        "à quelle heure ouvrez-vous dimanche ?",
        "quels sont les horaires à Noël",
        "vous n'êtes pas ouverts dimanche ?",
    ],
)
def test_yes_or_no_is_not_said_where_it_could_be_taken_the_wrong_way(text: str) -> None:
    """« Vous êtes fermés samedi ? — Non, le secrétariat est fermé » would contradict itself."""
    assert not answer(text).startswith(("Oui", "Non"))


class TestSeveralDays:
    def test_a_weekend_tells_each_day(self) -> None:
        assert answer("ouvert ce week-end ?") == (
            "Le secrétariat est ouvert samedi 28 novembre de 9 h à 12 h."
            " Fermé dimanche 29 novembre."
        )

    def test_a_closed_weekend_tells_when_it_opens_again(self) -> None:
        assert answer("la radio ce week-end ?") == (
            "Non, l'imagerie est fermée du samedi 28 au dimanche 29 novembre."
            " Elle rouvre lundi 30 novembre à 8 h."
        )

    def test_a_week_tells_equal_days_together(self) -> None:
        assert answer("la semaine prochaine") == (
            "Le secrétariat est ouvert du lundi 30 novembre au mercredi 2 décembre de 8 h à 12 h 30"
            " et de 13 h 30 à 19 h ; jeudi 3 décembre de 10 h à 12 h (coupure d’eau) ;"
            " vendredi 4 décembre de 8 h à 12 h 30 et de 13 h 30 à 19 h ;"
            " samedi 5 décembre de 9 h à 12 h. Fermé dimanche 6 décembre."
        )

    def test_a_bridge_names_its_holidays(self) -> None:
        assert answer("le pont de l'ascension") == (
            "Le secrétariat est ouvert vendredi 7 mai 2027 de 8 h à 12 h 30 et de 13 h 30 à 19 h ;"
            " samedi 8 mai de 10 h à 12 h (Fête de la Victoire)."
            " Fermé jeudi 6 mai (Ascension) et dimanche 9 mai."
        )

    def test_a_closure_reaches_over_days_that_are_closed_anyway(self) -> None:
        closure = [{"services": "tous", "du": "2026-12-21", "au": "2027-01-03", "motif": "congés"}]
        told = answer("la radio en décembre", exceptions=closure)
        assert told.endswith("Fermée du lundi 21 au jeudi 31 décembre (congés).")
        assert "vendredi 25" not in told

    def test_two_periods_and_two_services_are_all_answered(self) -> None:
        told = answer("le labo et la radio sont ouverts le 24 et le 31 décembre ?").split("\n")
        assert [line.split(",")[0] for line in told] == [
            "Jeudi 24 décembre",
            "Jeudi 31 décembre",
        ] * 2
        assert "le laboratoire" in told[0]
        assert "l'imagerie" in told[3]

    @pytest.mark.parametrize(
        "text",
        [
            "du 1er décembre au 31 janvier",
            "en mai",
            "cet été",
            "pendant les vacances de Pâques",
            "entre Noël et le jour de l'an",
        ],
    )
    @pytest.mark.parametrize("service", list(CALENDAR.services))
    def test_no_paragraph_is_longer_than_sixty_words(self, text: str, service: str) -> None:
        ragged = [
            {
                "services": "tous",
                "du": f"2026-12-{day:02}",
                "plages": [f"{day % 9 + 8:02}:15-18:45"],
                "motif": "réorganisation provisoire du bâtiment principal",
            }
            for day in range(1, 31, 2)
        ]
        now = datetime.fromisoformat(MONDAY).replace(tzinfo=PARIS)
        calendar = mimosas_calendar(exceptions=ragged)
        told = hours_answer(text, calendar=calendar, now=now, default_service=service)
        assert len(told.split(" ")) <= 60

    def test_what_does_not_fit_is_owned_up_to(self) -> None:
        ragged = [
            {
                "services": "tous",
                "du": f"2026-12-{day:02}",
                "plages": [f"{day % 9 + 8:02}:15-18:45"],
            }
            for day in range(1, 31, 2)
        ]
        told = answer("du 1er au 31 décembre", exceptions=ragged)
        assert told.endswith("D’autres jours changent aussi : demandez-moi une date précise.")


class TestPublicHolidaysInGeneral:
    def test_closed(self) -> None:
        assert answer("ouvert les jours fériés ?") == (
            "Non, le secrétariat est fermé les jours fériés."
            " Le prochain est le vendredi 25 décembre (Noël)."
        )

    def test_with_hours_of_their_own(self) -> None:
        assert answer("le labo les jours fériés ?") == (
            "Oui, le laboratoire est ouvert les jours fériés de 8 h à 10 h."
            " Le prochain est le vendredi 25 décembre (Noël)."
        )

    def test_open_as_usual(self) -> None:
        assert answer("la radio est ouverte les jours fériés ?").startswith(
            "Oui, l'imagerie est ouverte les jours fériés comme les autres jours."
        )

    def test_the_next_one_alone_where_it_has_hours_of_its_own(self) -> None:
        christmas = [{"services": "tous", "du": "2026-12-25", "plages": ["09:00-11:00"]}]
        assert answer("ouvert les jours fériés ?", exceptions=christmas) == (
            "Vendredi 25 décembre (Noël), le secrétariat est ouvert de 9 h à 11 h."
        )


class TestNoDate:
    def test_closed_now_tells_when_it_opens_and_the_week(self) -> None:
        assert answer("vos horaires ?", SUNDAY) == (
            "Le secrétariat est fermé en ce moment, dimanche 22 novembre."
            " Il rouvre demain, lundi 23 novembre, à 8 h."
            " Horaires habituels : du lundi au vendredi de 8 h à 12 h 30 et de 13 h 30 à 19 h,"
            " le samedi de 9 h à 12 h."
        )

    def test_a_holiday_that_comes_soon_is_told(self) -> None:
        told = answer("vous êtes ouverts ?", "2026-11-05T10:00")
        assert told.endswith("À noter : fermé mercredi 11 novembre (Armistice).")
        assert "À noter" not in answer("vous êtes ouverts ?", "2026-11-16T10:00")

    def test_a_long_remark_is_cut_to_what_a_patient_reads(self) -> None:
        ragged = [
            {
                "services": "tous",
                "du": f"2026-11-{day}",
                "plages": ["10:15-18:45"],
                "motif": "x" * 9,
            }
            for day in range(24, 31, 2)
        ]
        told = answer("vous êtes ouverts ?", exceptions=ragged)
        assert "À noter : horaires différents mardi 24 novembre (xxxxxxxxx)" in told

    def test_words_of_time_that_cannot_be_read_get_the_week_and_a_question(self) -> None:
        told = answer("ouvert pendant les vacances de février 2031 ?")
        assert told == (
            "Horaires habituels : du lundi au vendredi de 8 h à 12 h 30 et de 13 h 30 à 19 h,"
            " le samedi de 9 h à 12 h. Quel jour vous intéresse ? Écrivez par exemple"
            " « le 24 décembre » ou « samedi à 14 h »."
        )


def test_hours_are_told_with_spaces_that_do_not_break() -> None:
    now = datetime.fromisoformat(MONDAY).replace(tzinfo=PARIS)
    told = hours_answer("demain", calendar=CALENDAR, now=now, default_service="secretariat")
    assert "8\u00a0h à 12\u00a0h\u00a030" in told


def test_the_clock_may_be_of_any_zone() -> None:
    """23:30 UTC on Monday is already Tuesday in the clinic."""
    now = datetime(2026, 11, 23, 23, 30, tzinfo=timezone.utc)
    told = hours_answer("demain ?", calendar=CALENDAR, now=now, default_service="laboratoire")
    assert told.startswith("Demain, mercredi 25 novembre,")


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(PARIS))  # noqa: DTZ001
WORDS = st.sampled_from([
    "ouvert", "fermé", "labo", "radio", "urgences", "garde", "de", "nuit", "annexe", "le", "du",
    "au", "à", "24", "31", "8", "h", "décembre", "samedi", "et", "dimanche", "prochain", "demain",
    "après", "midi", "soir", "matin", "Noël", "veille", "pont", "semaine", "week-end", "vacances",
    "jusqu'à", "entre", "cette", "nuit", "maintenant", "les", "jours", "fériés", "en", "mai",
    "été", "mars", "29", "28", "25", "octobre", "2h30",
])  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(text=st.lists(WORDS, max_size=8).map(" ".join), now=MOMENTS)
def test_every_question_gets_whole_sentences_at_every_moment(text: str, now: datetime) -> None:
    told = hours_answer(text, calendar=CALENDAR, now=now, default_service="secretariat")
    for paragraph in told.split("\n"):
        assert paragraph[0].isupper()
        assert paragraph.endswith(".")
        assert "  " not in paragraph
        assert "{" not in paragraph

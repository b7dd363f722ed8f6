"""The grammar of spoken dates; « today » is Sunday 22 November 2026, ten o'clock in Paris."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.dates import asked_period, asked_periods, mentions_a_date
from bot.language.public_holidays import HolidayZone

PARIS = ZoneInfo("Europe/Paris")
SUNDAY = datetime(2026, 11, 22, 10, 0, tzinfo=PARIS)
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=PARIS)

TODAY = date(2026, 11, 22)
TOMORROW = date(2026, 11, 23)
SATURDAY = date(2026, 11, 28)


def days_of(text: str, now: datetime = SUNDAY) -> tuple[date, date] | None:
    found = asked_period(text, now=now)
    return (found.first, found.last) if found else None


def hours_of(text: str, now: datetime = SUNDAY) -> tuple[time | None, time | None] | None:
    found = asked_period(text, now=now)
    return (found.start, found.end) if found else None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ouvert aujourd'hui ?", TODAY),
        ("ouvert aujourd’hui ?", TODAY),
        ("cest ouvert aujourdhui", TODAY),
        ("vs etes ouvert ojd", TODAY),
        ("ajd c ouvert", TODAY),
        ("Ouvert demain ?", TOMORROW),
        ("ouvert dem1 ?", TOMORROW),
        ("vs ouvrez 2main", TOMORROW),
        ("je viens demin", TOMORROW),
        ("demain lundi 23", TOMORROW),
        ("après-demain", date(2026, 11, 24)),
        ("apres demain vous ouvrez ?", date(2026, 11, 24)),
        ("et le surlendemain", date(2026, 11, 24)),
        ("dimanche", TODAY),
        ("dimanche prochain", date(2026, 11, 29)),
        ("samedi", SATURDAY),
        ("Samedi prochain ?", SATURDAY),
        ("ouvert samdi", SATURDAY),
        ("ouvert SAMEDI", SATURDAY),
        ("sam 28 nov", SATURDAY),
        ("mecredi", date(2026, 11, 25)),
        ("vendrdi", date(2026, 11, 27)),
        ("lundi pro", TOMORROW),
        ("lundi en huit", date(2026, 11, 30)),
        ("lundi en 8", date(2026, 11, 30)),
        ("samedi en quinze", date(2026, 12, 12)),
        ("lundi de la semaine prochaine", TOMORROW),
        ("mardi 24", date(2026, 11, 24)),
        ("le 24", date(2026, 11, 24)),
        ("ouvert le 24 ?", date(2026, 11, 24)),
        ("le 1er", date(2026, 12, 1)),
        ("le 21", date(2026, 12, 21)),
        ("le 31", date(2026, 12, 31)),
        ("le 24/12", date(2026, 12, 24)),
        ("24/12/2026", date(2026, 12, 24)),
        ("24/12/26", date(2026, 12, 24)),
        ("24.12.2026", date(2026, 12, 24)),
        ("2026-12-24", date(2026, 12, 24)),
        ("le 11 novembre", date(2027, 11, 11)),
        ("le onze novembre", date(2027, 11, 11)),
        ("mercredi 11 novembre", date(2027, 11, 11)),
        ("le vingt-quatre décembre deux mille vingt-six", date(2026, 12, 24)),
        ("le trente et un décembre", date(2026, 12, 31)),
        ("le 12 sept", date(2027, 9, 12)),
        ("le 29 février", date(2028, 2, 29)),
        ("le 3 fevrier", date(2027, 2, 3)),
        ("le 3 fevirer", date(2027, 2, 3)),
        ("dans deux jours", date(2026, 11, 24)),
        ("dans huit jours", date(2026, 11, 29)),
        ("dans quinze jours", date(2026, 12, 6)),
        ("dans une semaine", date(2026, 11, 29)),
        ("la veille de Noël", date(2026, 12, 24)),
        ("le réveillon", date(2026, 12, 24)),
        ("le réveillon du jour de l'an", date(2026, 12, 31)),
        ("à la Saint-Sylvestre", date(2026, 12, 31)),
        ("le lendemain de Noël", date(2026, 12, 26)),
        ("la veille du 1er janvier", date(2026, 12, 31)),
    ],
)
def test_a_day_is_read_as_patients_say_it(text: str, day: date) -> None:
    assert days_of(text) == (day, day)


@pytest.mark.parametrize(
    ("text", "name", "day"),
    [
        ("le jour de l'an", "Jour de l'an", date(2027, 1, 1)),
        ("au nouvel an", "Jour de l'an", date(2027, 1, 1)),
        ("1er janvier", "Jour de l'an", date(2027, 1, 1)),
        ("le lundi de Pâques", "Lundi de Pâques", date(2027, 3, 29)),
        ("lundi de paques", "Lundi de Pâques", date(2027, 3, 29)),
        ("1er mai", "Fête du Travail", date(2027, 5, 1)),
        ("le premier mai", "Fête du Travail", date(2027, 5, 1)),
        ("le 1 mai", "Fête du Travail", date(2027, 5, 1)),
        ("fête du travail", "Fête du Travail", date(2027, 5, 1)),
        ("le 8 mai", "Fête de la Victoire", date(2027, 5, 8)),
        ("le huit mai", "Fête de la Victoire", date(2027, 5, 8)),
        ("jeudi de l'Ascension", "Ascension", date(2027, 5, 6)),
        ("a l ascension", "Ascension", date(2027, 5, 6)),
        ("le lundi de Pentecôte", "Lundi de Pentecôte", date(2027, 5, 17)),
        ("lundi de la pentcote", "Lundi de Pentecôte", date(2027, 5, 17)),
        ("le 14 juillet", "Fête nationale", date(2027, 7, 14)),
        ("le quatorze juillet", "Fête nationale", date(2027, 7, 14)),
        ("à l'Assomption", "Assomption", date(2027, 8, 15)),
        ("15 août", "Assomption", date(2027, 8, 15)),
        ("à la Toussaint", "Toussaint", date(2027, 11, 1)),
        ("toussain", "Toussaint", date(2027, 11, 1)),
        ("l'armistice", "Armistice", date(2027, 11, 11)),
        ("11 novembre", "Armistice", date(2027, 11, 11)),
        ("à Noël", "Noël", date(2026, 12, 25)),
        ("vous fermez a noel", "Noël", date(2026, 12, 25)),
        ("le 25/12", "Noël", date(2026, 12, 25)),
        ("Noël 2027", "Noël", date(2027, 12, 25)),
        ("vendredi saint", "Vendredi saint", date(2027, 3, 26)),
        ("à la Saint-Étienne", "Saint Étienne", date(2026, 12, 26)),
    ],
)
def test_every_public_holiday_is_known_by_its_names(text: str, name: str, day: date) -> None:
    found = asked_period(text, now=SUNDAY)
    assert found is not None
    assert (found.first, found.last, found.holiday) == (day, day, name)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("la semaine prochaine", date(2026, 11, 23), date(2026, 11, 29)),
        ("le week-end prochain", date(2026, 11, 28), date(2026, 11, 29)),
        ("les vacances de Noël", date(2026, 12, 19), date(2027, 1, 3)),
        ("pendant les vacances de Noël", date(2026, 12, 19), date(2027, 1, 3)),
        ("vacances scolaires de noel", date(2026, 12, 19), date(2027, 1, 3)),
        ("pendant les vacances scolaires", date(2026, 12, 19), date(2027, 1, 3)),
        ("les vacances de février", date(2027, 2, 6), date(2027, 3, 7)),
        ("les vacances de février zone B", date(2027, 2, 20), date(2027, 3, 7)),
        ("les vacances de Pâques zone c", date(2027, 4, 3), date(2027, 4, 18)),
        ("les vacances d'été", date(2027, 7, 3), date(2027, 8, 31)),
        ("cet été", date(2027, 7, 3), date(2027, 8, 31)),
        ("entre Noël et le jour de l'an", date(2026, 12, 26), date(2026, 12, 31)),
        ("pendant les fêtes", date(2026, 12, 24), date(2027, 1, 1)),
        ("le pont de l'Ascension", date(2027, 5, 6), date(2027, 5, 9)),
        ("le pont du 11 novembre", date(2027, 11, 11), date(2027, 11, 14)),
        ("le week-end de Pâques", date(2027, 3, 27), date(2027, 3, 29)),
        ("le weekend de pentecote", date(2027, 5, 15), date(2027, 5, 17)),
        ("à Pâques", date(2027, 3, 28), date(2027, 3, 29)),
        ("en août", date(2027, 8, 1), date(2027, 8, 31)),
        ("au mois de mars", date(2027, 3, 1), date(2027, 3, 31)),
        ("fin août", date(2027, 8, 21), date(2027, 8, 31)),
        ("en novembre", date(2026, 11, 22), date(2026, 11, 30)),
        ("du 24 au 31 décembre", date(2026, 12, 24), date(2026, 12, 31)),
        ("du 24 décembre au 2 janvier", date(2026, 12, 24), date(2027, 1, 2)),
        ("du 28 au 2 janvier", date(2026, 12, 28), date(2027, 1, 2)),
        ("du 24/12 au 02/01", date(2026, 12, 24), date(2027, 1, 2)),
        ("entre le 24 et le 31 décembre", date(2026, 12, 24), date(2026, 12, 31)),
        ("du lundi au vendredi", date(2026, 11, 23), date(2026, 11, 27)),
        ("la semaine du 24 décembre", date(2026, 12, 21), date(2026, 12, 27)),
        ("la semaine de Noël", date(2026, 12, 21), date(2026, 12, 27)),
    ],
)
def test_a_run_of_days_is_read_as_patients_say_it(text: str, first: date, last: date) -> None:
    assert days_of(text) == (first, last)


def test_this_week_and_this_weekend_begin_today_at_the_earliest() -> None:
    wednesday = MONDAY + timedelta(days=2)
    assert days_of("cette semaine", wednesday) == (date(2026, 11, 25), date(2026, 11, 29))
    assert days_of("ce week-end", wednesday) == (date(2026, 11, 28), date(2026, 11, 29))
    assert days_of("ce we", wednesday) == (date(2026, 11, 28), date(2026, 11, 29))
    assert days_of("ce week-end", SUNDAY) == (TODAY, TODAY)
    assert days_of("le week-end prochain", SUNDAY) == (date(2026, 11, 28), date(2026, 11, 29))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("samedi à 14 h", time(14), time(14)),
        ("samedi 14h30", time(14, 30), time(14, 30)),
        ("samedi 14:30", time(14, 30), time(14, 30)),
        ("samedi à 14", time(14), time(14)),
        ("samedi à quatorze heures trente", time(14, 30), time(14, 30)),
        ("samedi à huit heures et demie", time(8, 30), time(8, 30)),
        ("samedi à neuf heures moins le quart", time(8, 45), time(8, 45)),
        ("samedi à sept heures du soir", time(19), time(19)),
        ("samedi à 2h", time(14), time(14)),
        ("samedi à 2h du matin", time(2), time(2)),
        ("samedi à une heure", time(13), time(13)),
        ("samedi à midi", time(12), time(12)),
        ("samedi à midi et demi", time(12, 30), time(12, 30)),
        ("samedi à minuit", time(23, 59), time(23, 59)),
        ("samedi à partir de 8h", time(8), time(8)),
        ("samedi vers 18 heures", time(18), time(18)),
        ("samedi matin", time(6), time(12)),
        ("samedi mat1", time(6), time(12)),
        ("samedi midi", time(12), time(14)),
        ("samedi après-midi", time(13), time(18)),
        ("samedi apres midi", time(13), time(18)),
        ("samedi aprem", time(13), time(18)),
        ("samedi soir", time(18), time(23, 59)),
        ("samedi en soirée", time(18), time(23, 59)),
        ("samedi entre 12 et 14", time(12), time(14)),
        ("samedi entre 12h et 14h", time(12), time(14)),
        ("samedi entre midi et deux", time(12), time(14)),
        ("samedi de 8 à 10h", time(8), time(10)),
        ("samedi 9h-12h", time(9), time(12)),
        ("samedi jusqu'à 19 h", None, time(19)),
        ("samedi après 18h", time(18), time(23, 59)),
        ("samedi avant 8h", time(0), time(8)),
    ],
)
def test_hours_of_a_day_are_read_as_patients_say_them(
    text: str, start: time | None, end: time
) -> None:
    assert days_of(text) == (SATURDAY, SATURDAY)
    assert hours_of(text) == (start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("ce soir", time(18), time(23, 59)),
        ("c soir", time(18), time(23, 59)),
        ("ce matin", time(6), time(12)),
        ("7 aprem", time(13), time(18)),
        ("cet après-midi", time(13), time(18)),
        ("ce midi", time(12), time(14)),
        ("cette nuit", time(22), time(6)),
        ("maintenant", time(10), time(10)),
        ("tout de suite", time(10), time(10)),
        ("vous êtes ouverts là ?", time(10), time(10)),
        ("vous etes ouvert la ?", time(10), time(10)),
        ("en ce moment", time(10), time(10)),
        ("mtn", time(10), time(10)),
        ("dans 2 heures", time(12), time(12)),
        ("ouvert à 19h ?", time(19), time(19)),
        ("ouvert entre midi et deux ?", time(12), time(14)),
        ("ouvert jusqu'à 19h ?", None, time(19)),
    ],
)
def test_hours_alone_are_those_of_today(text: str, start: time | None, end: time) -> None:
    assert days_of(text) == (TODAY, TODAY)
    assert hours_of(text) == (start, end)


def test_an_hour_that_is_over_is_tomorrows() -> None:
    assert days_of("ouvert à 8h ?") == (TOMORROW, TOMORROW)
    assert days_of("dimanche à 8 h") == (date(2026, 11, 29), date(2026, 11, 29))
    assert days_of("ce matin à 8 h") == (TODAY, TODAY)


def test_after_midnight_this_night_is_the_one_that_runs() -> None:
    late = datetime(2026, 11, 22, 2, 15, tzinfo=PARIS)
    assert days_of("ouvert cette nuit ?", late) == (TODAY, TODAY)
    assert hours_of("ouvert cette nuit ?", late) == (time(2, 15), time(6))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "le laboratoire ouvre à quelle heure ?",
        "j'ai mal depuis deux jours",
        "malade depuis samedi",
        "opéré il y a 3 ans",
        "ma mère a 80 ans",
        "mon fils a quatre-vingts ans",
        "j'ai été opéré le 12 mars",
        "né le 24/12/1980",
        "mon rendez-vous du 12/03/2024",
        "j'étais là samedi dernier",
        "ça coûte 24 euros",
        "24 € la consultation",
        "mon numéro est le 01 99 00 12 34",
        "06.39.98.12.34",
        "+33 6 39 98 12 34",
        "j'ai appelé le 15",
        "le 2 pièces",
        "je suis au 14 rue des Lilas",
        "chambre 12",
        "êtes-vous ouverts 24h/24 et 7j/7 ?",
        "un délai de 48 h",
        "24 h avant",
        "une demi-heure, 1/2 heure d'attente",
        "Octobre Rose",
        "Mars Bleu, c'est quoi ?",
        "le docteur Noël consulte-t-il ici ?",
        "mon mari vient avec moi",
        "je tousse en toussant fort",
        "j'ai été malade tout l'hiver",
        "vous êtes ouverts le soir ?",
        "ce jour-là",
        "🙂",
        "merci",
        "vend iphone 12",
        "mon assurance pour les îles Féroé",
        "on m'a dit de fère un dossier",
        "écran blanc depui se matin",
        "je compte jusqu'à quinze",
        "pour le laisser au 3 étage",
        "le CHU de Saint-Étienne",
        "le 30 février",
        "le 32 décembre",
        "le 45/13",
    ],
)
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert asked_period(text, now=SUNDAY) is None


@pytest.mark.parametrize(
    "text", ["pendant les vacances de février 2029", "vacances de la Toussaint", "le 30 février"]
)
def test_a_date_that_cannot_be_known_is_noticed_and_not_guessed(text: str) -> None:
    """The school holidays of October 2027 are not published, so a guess would be wrong."""
    assert asked_period(text, now=SUNDAY) is None
    assert mentions_a_date(text)


def test_a_message_without_words_of_time_mentions_no_date() -> None:
    assert not mentions_a_date("le laboratoire ouvre à quelle heure ?")
    assert not mentions_a_date("vous êtes ouverts ?")


def test_two_days_in_one_question_are_both_asked() -> None:
    found = asked_periods("ouvert le 24 et le 31 décembre ?", now=SUNDAY)
    assert [period.first for period in found] == [date(2026, 12, 24), date(2026, 12, 31)]
    found = asked_periods("samedi et dimanche", now=SUNDAY)
    assert [period.first for period in found] == [SATURDAY, date(2026, 11, 29)]
    found = asked_periods("demain à 9 h ou jeudi à 10 h ?", now=SUNDAY)
    assert [(period.first, period.start) for period in found] == [
        (TOMORROW, time(9)),
        (date(2026, 11, 26), time(10)),
    ]


def test_the_hour_of_a_list_of_days_is_that_of_each() -> None:
    found = asked_periods("samedi et dimanche matin", now=SUNDAY)
    assert [(period.first, period.start) for period in found] == [
        (SATURDAY, time(6)),
        (date(2026, 11, 29), time(6)),
    ]


def test_this_evening_stays_today_beside_another_day() -> None:
    """« Ce soir y a qui pour une otite, et demain matin vous rouvrez à quelle heure ? »"""
    text = "Ce soir y a qui pour une otite, et demain matin vous rouvrez à quelle heure ?"
    found = asked_periods(text, now=SUNDAY)
    assert [(period.first, period.start) for period in found] == [
        (TODAY, time(18)),
        (TOMORROW, time(6)),
    ]


def test_hours_far_from_the_day_are_not_its_hours() -> None:
    """« je dors deux heures par nuit » says nothing of Monday."""
    found = asked_period("Le compte rendu arrive lundi. Je dors deux heures par nuit", now=SUNDAY)
    assert found is not None
    assert (found.first, found.start) == (TOMORROW, None)


def test_a_date_of_the_past_does_not_hide_the_one_that_is_asked() -> None:
    assert days_of("j'ai été opéré le 12 mars, ouvert demain ?") == (TOMORROW, TOMORROW)
    assert days_of("depuis samedi j'ai mal, vous ouvrez mardi ?") == (date(2026, 11, 24),) * 2


def test_every_saturday_is_told_from_the_next_one() -> None:
    for text in ("tous les samedis", "le samedi", "les samedis", "chaque samedi"):
        found = asked_period(text, now=SUNDAY)
        assert found is not None
        assert found.first == SATURDAY
        assert found.recurring
    once = asked_period("samedi", now=SUNDAY)
    assert once is not None
    assert not once.recurring


def test_public_holidays_in_general_are_the_next_one_of_the_zone() -> None:
    easter = datetime(2027, 3, 20, 10, 0, tzinfo=PARIS)
    text = "ouvert les jours fériés ?"
    for zone, day in (
        (HolidayZone.METROPOLE, date(2027, 3, 29)),
        (HolidayZone.ALSACE_MOSELLE, date(2027, 3, 26)),
    ):
        found = asked_period(text, now=easter, zone=zone)
        assert found is not None
        assert (found.first, found.recurring) == (day, True)


def test_the_words_that_were_read_are_given_back_as_they_were_written() -> None:
    found = asked_period("Bonjour, c'est ouvert Samdi  à 14h30 svp ?", now=SUNDAY)
    assert found is not None
    assert found.said == "Samdi à 14h30"


def test_accents_written_in_two_characters_change_nothing() -> None:
    """« Noël » typed on some phones has a separate diaeresis."""
    assert days_of("les vacances de Noe\u0308l") == (date(2026, 12, 19), date(2027, 1, 3))


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(  # noqa: DTZ001
    lambda moment: moment.replace(tzinfo=PARIS)
)
WORDS = st.sampled_from([
    "ouvert", "le", "du", "au", "a", "24", "31", "1er", "8", "h", ":", "/", "12", "décembre",
    "novembre", "février", "samedi", "dimanche", "prochain", "en", "huit", "demain", "après",
    "midi", "soir", "Noël", "veille", "de", "pont", "semaine", "week-end", "vacances", "Pâques",
    "jusqu'à", "entre", "et", "2026", "2029", "matin", "nuit", "ce", "cette", "14h30", "99", "0",
    "férié", "depuis", "dernier", "zone", "B", "-", ",", "?", "la", "dans", "jours",
])  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(text=st.lists(WORDS, max_size=9).map(" ".join) | st.text(max_size=60), now=MOMENTS)
def test_no_message_breaks_the_grammar_and_no_period_is_over(text: str, now: datetime) -> None:
    for period in asked_periods(text, now=now):
        assert now.date() <= period.first <= period.last
        assert period.end is not None or period.start is None

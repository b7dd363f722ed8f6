from dataclasses import replace
from datetime import datetime

from bot.language.crisis import CrisisRule
from bot.turn.decide import decide
from bot.turn.outcome import Kind, Outcome, Priority
from bot.turn.scene import Scene
from bot.turn.understanding import Candidate, Question, Understanding
from tests.support.lilas import ENTRIES, MONDAY_TEN, PHONE_DOWN, SUNDAY, entry, lilas

RULE = CrisisRule.load()


def ranking(**confidences: float) -> tuple[Candidate, ...]:
    return tuple(Candidate(topic, confidence) for topic, confidence in confidences.items())


def turn(
    understanding: Understanding,
    *,
    text: str = "…",
    now: datetime = MONDAY_TEN,
    misunderstandings: int = 0,
) -> Outcome:
    scene = Scene.at(lilas(PHONE_DOWN), now, misunderstandings=misunderstandings)
    return decide(text, understanding, scene, rule=RULE)


def said(outcome: Outcome) -> str:
    return "\n".join(reply.text for reply in outcome.replies)


def test_a_sure_question_gets_the_clinics_own_words() -> None:
    outcome = turn(Understanding(ranking(parking=0.9, documents=0.1)))
    assert (outcome.kind, outcome.topics) == (Kind.ANSWER, ("parking",))
    assert said(outcome) == "Le parking des Lilas est gratuit."
    assert outcome.confidence == 0.9
    assert outcome.escalation is None


def test_a_greeting_is_small_talk() -> None:
    outcome = turn(Understanding(ranking(salutations=0.9)))
    assert (outcome.kind, said(outcome)) == (Kind.SMALL_TALK, "Bonjour et bienvenue aux Lilas.")


def test_two_questions_get_both_answers_the_surest_first() -> None:
    understanding = Understanding(
        ranking(parking=0.5, documents=0.4),
        (
            Question("que faut-il apporter", ranking(documents=0.8)),
            Question("où se garer", ranking(parking=0.8)),
        ),
    )
    outcome = turn(understanding)
    assert outcome.topics == ("parking", "documents")
    assert [reply.text for reply in outcome.replies] == [
        "Le parking des Lilas est gratuit.",
        "Apportez votre carte Vitale.",
    ]


def test_a_part_that_the_message_as_a_whole_denies_is_not_answered() -> None:
    understanding = Understanding(
        ranking(documents=0.95, parking=0.01),
        (
            Question("je viens en voiture", ranking(parking=0.8)),
            Question("que faut-il apporter", ranking(documents=0.8)),
        ),
    )
    assert turn(understanding).topics == ("documents",)


def test_doubt_offers_three_choices_and_something_else() -> None:
    candidates = ranking(parking=0.2, documents=0.18, contact=0.15, horaires=0.1)
    outcome = turn(Understanding(candidates))
    assert (outcome.kind, outcome.topic) == (Kind.CLARIFY, "parking")
    assert outcome.offered == ("parking", "documents", "contact")
    buttons = outcome.replies[0].buttons
    assert [button.title for button in buttons] == [
        "Se garer",
        "Papiers à apporter",
        "Nous joindre",
        "Autre chose",
    ]
    assert outcome.misunderstood


def test_a_second_misunderstanding_in_a_row_offers_a_person() -> None:
    for understanding in (Understanding(()), Understanding(ranking(parking=0.2))):
        first = turn(understanding)
        second = turn(understanding, misunderstandings=1)
        assert "topic:parler_humain" not in [b.payload for b in first.replies[0].buttons]
        assert "topic:parler_humain" in [b.payload for b in second.replies[0].buttons]


def test_nothing_understood_is_said_honestly() -> None:
    outcome = turn(Understanding(()))
    assert (outcome.kind, outcome.topics) == (Kind.FALLBACK, ("hors_sujet",))
    assert "pas compris" in said(outcome)


def test_an_emergency_that_only_the_classifier_sees_gets_its_numbers_first() -> None:
    outcome = turn(Understanding(ranking(urgence_vitale=0.7, parking=0.2)))
    assert (outcome.kind, outcome.topic) == (Kind.EMERGENCY, "urgence_vitale")
    assert "15" in said(outcome).split(".")[0]
    assert outcome.escalation
    assert outcome.escalation.priority is Priority.EMERGENCY


def test_the_three_emergencies_count_together() -> None:
    outcome = turn(Understanding(ranking(parking=0.3, violence=0.26, suicide=0.25)))
    assert (outcome.kind, outcome.topic) == (Kind.EMERGENCY, "violence")


def test_an_emergency_that_is_the_likeliest_topic_needs_less_to_be_one() -> None:
    assert turn(Understanding(ranking(violence=0.3, parking=0.2))).kind is Kind.EMERGENCY
    assert turn(Understanding(ranking(parking=0.3, violence=0.25))).kind is Kind.ANSWER


def test_a_hint_of_danger_in_a_doubtful_message_recalls_the_numbers() -> None:
    outcome = turn(Understanding(ranking(parking=0.25, documents=0.2, violence=0.15)))
    assert outcome.kind is Kind.CLARIFY
    assert "15" in said(outcome)
    assert "violence" not in outcome.offered


def test_a_complaint_is_acknowledged_and_calls_a_person() -> None:
    outcome = turn(Understanding(ranking(reclamation=0.8)))
    assert (outcome.kind, outcome.topic) == (Kind.HANDOVER, "reclamation")
    assert outcome.escalation
    assert outcome.escalation.priority is Priority.COMPLAINT
    assert said(outcome).startswith("Nous sommes désolés.")


def test_a_handover_on_a_sunday_promises_the_next_opening() -> None:
    assert "lundi 23 novembre" in said(turn(Understanding(ranking(parler_humain=0.9)), now=SUNDAY))


def test_an_outage_is_told_before_every_answer_on_its_topics_while_it_runs() -> None:
    text = said(turn(Understanding(ranking(contact=0.9))))
    assert text.startswith("Notre standard est en panne.\nÉcrivez à accueil@lilas.example.")
    assert text.endswith("Appelez le 02 61 91 00 00.")


def test_whoever_cannot_reach_the_clinic_gets_the_outage() -> None:
    text = said(turn(Understanding(ranking(incident=0.9))))
    assert text == "Notre standard est en panne.\nÉcrivez à accueil@lilas.example."


def test_a_notice_reaches_handovers_and_small_talk_too() -> None:
    for topic in ("parler_humain", "salutations"):
        notice = replace(PHONE_DOWN, sujets=(topic,))
        scene = Scene.at(lilas(notice), MONDAY_TEN)
        outcome = decide("…", Understanding(ranking(**{topic: 0.9})), scene, rule=RULE)
        assert said(outcome).startswith("Notre standard est en panne.\n")


def test_a_notice_on_the_telephone_is_no_denial_of_an_outage() -> None:
    scene = Scene.at(lilas(replace(PHONE_DOWN, sujets=("contact",))), MONDAY_TEN)
    outcome = decide("…", Understanding(ranking(incident=0.9)), scene, rule=RULE)
    assert "Aucune panne" not in said(outcome)


def test_a_notice_on_something_else_does_not_answer_who_cannot_call() -> None:
    scene = Scene.at(lilas(replace(PHONE_DOWN, sujets=("parking",))), MONDAY_TEN)
    outcome = decide("…", Understanding(ranking(incident=0.9)), scene, rule=RULE)
    assert said(outcome) == "Aucune panne n’est signalée."


def test_clarification_names_the_best_candidate_even_if_it_cannot_be_offered() -> None:
    outcome = turn(Understanding(ranking(salutations=0.2, parking=0.15)))
    assert (outcome.kind, outcome.topic, outcome.offered) == (
        Kind.CLARIFY,
        "salutations",
        ("parking",),
    )


def test_before_and_after_an_outage_nothing_of_it_shows() -> None:
    for now in (SUNDAY, MONDAY_TEN.replace(hour=12)):
        text = said(turn(Understanding(ranking(incident=0.9)), now=now))
        assert text == "Aucune panne n’est signalée."


def test_a_topic_without_an_entry_is_not_invented() -> None:
    outcome = turn(Understanding(ranking(facture=0.9)))
    assert outcome.kind is Kind.FALLBACK
    assert "02 61 91 00 00" in said(outcome)


def test_an_hours_question_is_computed_for_its_day_and_service() -> None:
    outcome = turn(Understanding(ranking(horaires=0.9)), text="le labo est ouvert demain ?")
    assert "mardi 24 novembre" in said(outcome)
    assert "laboratoire" in said(outcome)


def test_the_day_of_the_other_question_counts_for_the_hours() -> None:
    """« jai rdv vendredi ou je me gare et le labo ouvre a kel heure ? » got the present state."""
    understanding = Understanding(
        ranking(horaires=0.5, parking=0.4),
        (
            Question("jai rdv vendredi ou je me gare", ranking(parking=0.8)),
            Question("le labo ouvre a kel heure", ranking(horaires=0.8)),
        ),
    )
    text = "jai rdv vendredi ou je me gare et le labo ouvre a kel heure ?"
    assert "endredi 27 novembre" in said(turn(understanding, text=text))


def test_another_alphabet_gets_the_way_to_an_interpreter() -> None:
    for text in ("أريد موعدا مع الطبيب", "где парковка", "停车场在哪里"):
        understanding = Understanding(ranking(hors_sujet=0.4, parking=0.3))
        entries = (*ENTRIES, entry("interprete", "We will find somebody."))
        scene = Scene.at(lilas(entries=entries), MONDAY_TEN)
        outcome = decide(text, understanding, scene, rule=RULE)
        assert (outcome.kind, outcome.topic) == (Kind.ANSWER, "interprete")


def test_something_off_topic_is_told_what_the_assistant_knows() -> None:
    outcome = turn(Understanding(ranking(hors_sujet=0.9)))
    assert (outcome.kind, outcome.topics) == (Kind.FALLBACK, ("hors_sujet",))

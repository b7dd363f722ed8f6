from bot.turn import thresholds
from bot.turn.understanding import Candidate, Question, Understanding
from bot.turn.wordings import from_wordings_alone, merged

UNSURE = Understanding((Candidate("parking", 0.3), Candidate("acces", 0.2)))


def test_a_wording_written_by_the_secretary_wins_over_an_unsure_classifier() -> None:
    best = merged(UNSURE, {"piscine": 1.0}, ()).ranking[0]
    assert best == Candidate("piscine", 1.0)


def test_a_new_question_asked_in_other_words_is_the_likeliest() -> None:
    assert merged(UNSURE, {"piscine": 0.63, "parking": 0.4}, ()).ranking[0].topic == "piscine"


def test_a_new_question_that_is_further_than_a_known_one_is_not_meant() -> None:
    assert merged(UNSURE, {"piscine": 0.63, "parking": 0.7}, ()).ranking[0].topic == "parking"


def test_a_wording_that_is_only_similar_changes_nothing() -> None:
    near = {"acces": thresholds.NEAR_WORDING - 0.01}
    assert merged(UNSURE, near, ()).confidence_in({"acces"}) == 0.2


def test_each_part_of_a_message_is_compared_by_itself() -> None:
    understanding = Understanding(UNSURE.ranking, (Question("la piscine ?", UNSURE.ranking),))
    [part] = merged(understanding, {}, ({"piscine": 1.0},)).questions
    assert part.ranking[0].topic == "piscine"


def test_without_a_classifier_a_near_wording_is_answered_and_a_far_one_is_not() -> None:
    found = from_wordings_alone({"parking": 0.95, "acces": 0.3})
    assert found.ranking[0].topic == "parking"
    assert found.ranking[0].confidence >= thresholds.ANSWER
    assert found.ranking[1].confidence < thresholds.OFFER

from bot.turn.understanding import Candidate, Understanding

PARSE = {
    "text": "où se garer ? et quels papiers ?",
    "intent_ranking": [
        {"name": "nlu_fallback", "confidence": 0.6},
        {"name": "documents", "confidence": 0.3},
        {"name": "parking", "confidence": 0.5},
    ],
    "questions": [
        {"text": "où se garer", "intent_ranking": [{"name": "parking", "confidence": 0.9}]},
    ],
}


def test_a_parse_is_read_without_rasas_own_fallback_and_the_likeliest_first() -> None:
    understanding = Understanding.from_parse(PARSE)
    assert understanding.ranking == (Candidate("parking", 0.5), Candidate("documents", 0.3))
    assert understanding.questions[0].ranking == (Candidate("parking", 0.9),)


def test_a_parse_of_a_stock_pipeline_has_no_parts() -> None:
    assert Understanding.from_parse({"text": "x"}) == Understanding(())

from bot.scores import Case, interval, section, summary


def case(expected: str, topic: str, *, outcome: str = "answer", offered: str = "") -> Case:
    return Case(expected, "…", outcome, topic, topic.split("+"), offered.split(), 0.5, 10.0)


def test_each_figure_counts_its_own_messages_only() -> None:
    figures = summary(
        [
            case("parking", "parking"),
            case("acces", "parking"),
            case("documents", "tarifs", outcome="clarify", offered="tarifs documents"),
            case("suicide", "suicide", outcome="emergency"),
            case("violence", "suicide", outcome="emergency"),
            case("sosie:sejour", "sejour"),
            case("sosie:sejour", "urgence_vitale", outcome="emergency"),
            case("parking+acces", "parking+acces"),
            case("hors_sujet", "hors_sujet", outcome="fallback"),
        ]
    )
    got = {name: (f["hits"], f["of"]) for name, f in figures.items() if name not in {"cases", "ms"}}
    assert got == {
        "right": (1, 3),
        "right_or_offered": (2, 3),
        "wrong_with_confidence": (1, 3),
        "clarify": (1, 3),
        "out_of_scope_not_answered": (1, 1),
        "emergency": (2, 2),
        "emergency_right": (1, 2),
        "look_alike_left_alone": (1, 2),
        "care_left_alone": (0, 0),
        "both_answered": (1, 1),
    }


def test_a_clarification_is_not_a_right_answer_even_if_it_guesses_right() -> None:
    [figures] = [summary([case("parking", "parking", outcome="clarify", offered="parking")])]
    assert figures["right"]["hits"] == 0
    assert figures["right_or_offered"]["hits"] == 1


def test_labels_of_others_are_counted_as_wrong_and_break_nothing() -> None:
    assert summary([case("n'importe quoi", "parking")])["right"] == {
        "share": 0.0,
        "low": 0.0,
        "high": interval(0, 1)[1],
        "hits": 0,
        "of": 1,
    }
    assert summary([])["cases"] == 0


def test_the_interval_is_wilsons() -> None:
    low, high = interval(50, 100)
    assert (round(low, 4), round(high, 4)) == (0.4038, 0.5962)


def test_the_section_shows_only_what_was_counted() -> None:
    text = section(summary([case("parking", "parking")]))
    assert "| le bon sujet décide de la réponse | 100,0 % |" in text
    assert "urgences" not in text

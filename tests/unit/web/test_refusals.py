import pytest

from bot.web.refusals import Refusal


@pytest.mark.parametrize("refusal", list(Refusal))
def test_every_refusal_has_a_french_sentence_of_its_own(refusal: Refusal) -> None:
    sentence = refusal.message()
    assert sentence.endswith((".", "?"))
    assert "{" not in sentence
    others = [other.message() for other in Refusal if other is not refusal]
    assert sentence not in others


def test_codes_are_unique_and_statuses_are_errors() -> None:
    assert len({refusal.code for refusal in Refusal}) == len(Refusal)
    assert all(400 <= refusal.status < 600 for refusal in Refusal)


def test_a_failure_of_ours_gives_the_numbers_of_clinic_and_emergency() -> None:
    told = Refusal.BROKEN.message(telephone=" Vous pouvez appeler le 02 61 91 00 00.")
    assert "02 61 91 00 00" in told
    assert "15" in told
    assert "112" in told

import pytest

from bot.web.phones import dialable
from bot.web.refusals import Refusal, Refused


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("02 61 91 12 00", "+33261911200"),
        ("02.61.91.12.00", "+33261911200"),
        ("+33 2 61 91 12 00", "+33261911200"),
        ("0033261911200", "+33261911200"),
        ("06 39 98 12 34", "+33639981234"),
        ("+32 470 12 34 56", "+32470123456"),
    ],
)
def test_a_number_is_understood_however_it_is_typed(typed: str, number: str) -> None:
    assert dialable(typed) == number


@pytest.mark.parametrize(
    "typed",
    ["", "15", "3114", "06 39 98", "06 39 98 12 34 5", "allô", "00 00 00 00 00", "9" * 5000],
)
def test_nobody_can_be_called_on_anything_else(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        dialable(typed)
    assert refused.value.refusal is Refusal.INVALID_NUMBER

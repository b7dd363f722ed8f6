import pytest

from bot.web.console.callback import as_printed


@pytest.mark.parametrize(
    ("number", "printed"),
    [("+33639980142", "06 39 98 01 42"), ("+32470123456", "+32 470 12 34 56")],
)
def test_a_number_is_printed_as_it_is_dialled_from_here(number: str, printed: str) -> None:
    assert as_printed(number) == printed

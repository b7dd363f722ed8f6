import pytest
from cryptography.fernet import Fernet, InvalidToken
from pytest_django import Settings

from bot.desk.numbers import seal, unseal


def test_a_sealed_number_can_be_read_again() -> None:
    assert unseal(seal("+33261910000")) == "+33261910000"


def test_a_sealed_number_shows_nothing_of_itself() -> None:
    assert b"261910000" not in seal("+33261910000")
    assert seal("+33261910000") != seal("+33261910000")


def test_without_the_installation_s_key_nobody_reads_it(settings: Settings) -> None:
    sealed = seal("+33261910000")
    settings.FERNET_KEY = Fernet.generate_key().decode()
    with pytest.raises(InvalidToken):
        unseal(sealed)

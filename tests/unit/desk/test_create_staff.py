from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


def test_a_new_colleague_gets_a_password_and_may_answer_patients() -> None:
    told = StringIO()
    call_command("create_staff", "nadia", email="nadia@lilas.example", stdout=told)
    name, _, password = told.getvalue().strip().partition(": ")
    nadia = User.objects.get(username=name)
    assert nadia.check_password(password)
    assert nadia.email == "nadia@lilas.example"
    assert nadia.get_all_permissions() == {"desk.view_conversation", "desk.answer_conversation"}
    assert not nadia.is_superuser


def test_nobody_gets_the_account_of_somebody_else() -> None:
    User.objects.create_user("nadia")
    with pytest.raises(CommandError):
        call_command("create_staff", "nadia")

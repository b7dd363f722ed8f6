"""What an address of the console says beside its path."""

from django.http import HttpRequest

from bot.web.numbers import whole_number


def number_in(request: HttpRequest, name: str) -> int:
    """The whole number under `name` in the address; 0 if there is none that can be one."""
    return whole_number(request.GET.get(name, ""))

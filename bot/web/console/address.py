"""What an address of the console says beside its path."""

from django.http import HttpRequest


def number_in(request: HttpRequest, name: str) -> int:
    """The whole number under `name` in the address; 0 if there is none that can be one."""
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else 0

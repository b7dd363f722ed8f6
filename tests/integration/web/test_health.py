from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from bot.web import bootstrap
from tests.integration.web.conftest import World
from tests.integration.web.test_never_lost import Gone

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def parts(world: World) -> Iterator[dict[str, int]]:
    """Status that each part answers with, by the end of its address."""
    statuses = {"/webhooks/accueil/": 200, "/health": 200}

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(statuses[request.url.path])

    http = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    with bootstrap.using(replace(world.services, http=http)):
        yield statuses


def test_the_process_lives(world: World) -> None:
    assert world.client.get("/healthz").status_code == 200


@pytest.mark.usefixtures("parts")
def test_ready_means_that_every_part_answers(world: World) -> None:
    response = world.client.get("/readyz")
    assert (response.status_code, response.json()["missing"]) == (200, [])


def test_what_is_missing_is_named(world: World, parts: dict[str, int]) -> None:
    parts["/webhooks/accueil/"] = 409
    response = world.client.get("/readyz")
    assert (response.status_code, response.json()["missing"]) == (503, ["rasa"])
    parts.update({"/webhooks/accueil/": 200, "/health": 500})
    assert world.client.get("/readyz").json()["missing"] == ["actions"]


@pytest.mark.usefixtures("parts")
def test_without_its_database_the_process_is_not_ready(world: World) -> None:
    with bootstrap.using(replace(bootstrap.services(), desk=Gone())):
        response = world.client.get("/readyz")
    assert (response.status_code, response.json()["missing"]) == (503, ["database"])

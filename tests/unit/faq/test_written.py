"""Whatever stands in a file: patients are answered and the secretary reads French."""

import contextlib
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import StoreError
from bot.faq.reading import clinic_from, read_files
from bot.faq.store import LOOK_EVERY, FaqStore
from tests.unit.faq.conftest import FILES

ODD = {
    "a date as a key": (
        "horaires.yml",
        FILES["horaires.yml"] + "jours_feries:\n  regles:\n    2026-12-31: [8h]\n",
    ),
    "a zone that does not exist": ("etablissement.yml", "fuseau: Europe/Pariss\n"),
    "too many brackets": ("avis.yml", "[" * 3000),
    "an alias of itself": ("avis.yml", "- &a [*a]\n"),
    "aliases that multiply": (
        "avis.yml",
        "- &a [x, x, x, x, x, x, x, x, x, x]\n"
        + "".join(
            f"- &{b} [{', '.join([f'*{a}'] * 10)}]\n"
            for a, b in zip("abcdefgh", "bcdefghi", strict=True)
        ),
    ),
    "half a character": ("etablissement.yml", 'nom: "\\ud800"\n'),
    "a name that is a list": ("etablissement.yml", "? [a]\n: b\n"),
    "merging a text": ("etablissement.yml", "<<: a\n"),
}


@pytest.mark.parametrize("odd", ODD)
def test_one_odd_file_silences_nobody(folder: Path, tmp_path: Path, odd: str) -> None:
    store = FaqStore(folder, state=tmp_path / "var")
    assert store.current().entries
    file, text = ODD[odd]
    (folder / file).write_text(text, encoding="utf-8")
    time.sleep(LOOK_EVERY * 1.2)
    assert store.current().entries
    assert all(problem.file == file and problem.line for problem in store.problems)
    assert store.problems
    assert FaqStore(folder, state=tmp_path / "var").current().entries


YAML_BITS = st.sampled_from(
    "a b id titre semaine services jours_feries regles exceptions plages debut fin zone fuseau "
    "sujets variantes reponse lundi tous ferme 2026-12-24 08:00-12:00 12-24 true null ~ 1.5 << "
    "&a *a !x !!int !!str % @ ` | > ? : - , [ ] { } # ' \"".split()
)
TEXTS = st.one_of(
    st.text(),
    st.lists(st.one_of(YAML_BITS, st.sampled_from([" ", "\n", "\n  ", ": ", "- "]))).map("".join),
    st.lists(st.text(alphabet="\\\"'xuU0dF:-[]{}&*!|>%@\t\n ")).map("".join),
)
NAMES = st.sampled_from([*FILES, "avis.yml", "evenements.yml"])


@settings(max_examples=400, deadline=None)
@given(NAMES, TEXTS)
def test_any_text_is_a_clinic_or_problems(name: str, text: str) -> None:
    contents = {file: content.encode() for file, content in FILES.items()}
    contents[name] = text.encode("utf-8", "surrogatepass")
    with contextlib.suppress(StoreError):
        clinic_from(contents)


VALUES = st.recursive(
    st.one_of(YAML_BITS, st.none(), st.booleans(), st.text(max_size=5)),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(YAML_BITS, inner)),
    max_leaves=8,
)
KEYS = st.sampled_from(
    "id titre services jours_feries exceptions regles zone semaine plages du au".split()
)
PLACES = st.sampled_from(["jours_feries", "exceptions", "services", "semaine"])


@settings(max_examples=300, deadline=None)
@given(PLACES, st.dictionaries(KEYS, VALUES), VALUES)
def test_any_shape_of_hours_is_a_clinic_or_problems(
    place: str, inner: dict[str, object], value: object
) -> None:
    data = {"services": [{"id": "x", "titre": "x", "semaine": {}}], place: value}
    for shape in (data, {**data, place: [inner]}, {**data, place: inner}):
        contents = {file: content.encode() for file, content in FILES.items()}
        contents["horaires.yml"] = json.dumps(shape).encode()
        with contextlib.suppress(StoreError):
            clinic_from(contents)


def test_a_fault_of_the_program_leaves_the_last_good_answers(folder: Path, tmp_path: Path) -> None:
    store = _Faulty(folder, state=tmp_path / "var")
    assert store.current().entries
    store.faulty = True
    (folder / "avis.yml").write_text("# nouveau\n", encoding="utf-8")
    time.sleep(LOOK_EVERY * 1.2)
    assert store.current().entries
    assert "erreur du logiciel" in store.problems[0].sentence
    later = _Faulty(folder, state=tmp_path / "var")
    later.faulty = True
    assert later.current().entries


class _Faulty(FaqStore):
    """A store with a fault in the program that reads the files."""

    faulty = False

    def _serve(self, contents: dict[str, bytes]) -> None:
        if self.faulty:
            raise ZeroDivisionError
        super()._serve(contents)


def test_the_files_of_these_tests_are_right(folder: Path) -> None:
    assert clinic_from(read_files(folder)).entries

"""A FAQ folder on disk that is small enough to remember."""

from pathlib import Path

import pytest

FILES = {
    "etablissement.yml": 'nom: Clinique des Lilas\ntelephone_standard: "02 61 91 00 00"\n',
    "horaires.yml": (
        "services:\n"
        "  - id: accueil\n"
        "    titre: l’accueil\n"
        "    semaine:\n"
        '      lundi: ["08:00-18:00"]\n'
    ),
    "questions/venir.yml": (
        "# Venir à la clinique\n"
        "- id: parking\n"
        "  titre: Se garer\n"
        "  variantes: [où se garer, parking]\n"
        "  reponse: Le parking est gratuit. Renseignements au {telephone_standard}.\n"
        "- id: acces\n"
        "  titre: Nous trouver\n"
        "  variantes: [adresse]\n"
        "  reponse: Prenez le tram.\n"
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "faq"
    for name, content in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return root

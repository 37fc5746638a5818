"""The strict loader: what must be refused, with the words of the message, and what dates and parameters do."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from corpus.errors import CorpusError
from corpus.load import corpus_hash, load
from corpus.parameters import HERE

SHEET = (HERE / "fr" / "indicator-28.md").read_text(encoding="utf-8")
BULLET = "- Livret d'alternance. {alternance}"
BAD = yaml.safe_load((Path(__file__).parent / "bad" / "cases.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def folder(tmp_path) -> Path:
    """A corpus of one sheet that may be spoilt."""
    copy = tmp_path / "corpus"
    shutil.copytree(HERE / "rules", copy / "rules")
    shutil.copy(HERE / "sources.yaml", copy)
    (copy / "fr").mkdir()
    (copy / "fr" / "indicator-28.md").write_text(SHEET, encoding="utf-8")
    return copy


@pytest.mark.parametrize("case", BAD, ids=lambda case: case["name"])
def test_what_is_refused(case, folder):
    path = folder / case["file"]
    text = path.read_text(encoding="utf-8")
    assert case["replace"] in text, "the fixture no longer fits the file"
    path.write_text(text.replace(case["replace"], case["by"], 1), encoding="utf-8")
    with pytest.raises(CorpusError) as error:
        load(folder)
    message = str(error.value)
    assert "\n" not in message
    for words in case["words"]:
        assert words in message


def spoilt(folder: Path, old: str, new: str) -> Path:
    path = folder / "fr" / "indicator-28.md"
    path.write_text(SHEET.replace(old, new, 1), encoding="utf-8")
    return folder


def texts(folder: Path, facet: str, on: date) -> list[str]:
    section = load(folder).sheet(28).section(facet)
    return [item.text for item in section.items if item.validity.holds(on)]


def test_a_bullet_holds_only_on_its_days(folder):
    spoilt(
        folder,
        BULLET,
        "- Ancien livret. {until:2026-10-31}\n- Nouveau livret. {from:2026-11-01}",
    )
    assert "Ancien livret." in texts(folder, "evidence", date(2026, 10, 31))
    assert "Nouveau livret." not in texts(folder, "evidence", date(2026, 10, 31))
    assert "Nouveau livret." in texts(folder, "evidence", date(2026, 11, 1))
    assert "Ancien livret." not in texts(folder, "evidence", date(2026, 11, 1))


def test_a_parameter_that_changes_gives_one_text_per_period(folder):
    spoilt(folder, BULLET, "- Le référentiel compte {param:indicator-count}.")
    assert "Le référentiel compte 32 indicateurs." in texts(folder, "evidence", date(2026, 10, 31))
    assert "Le référentiel compte 33 indicateurs." in texts(folder, "evidence", date(2026, 11, 1))
    assert not any("compte" in text for text in texts(folder, "evidence", date(2019, 1, 1)))


def test_lists_and_units_read_as_a_person_writes_them(folder):
    spoilt(
        folder,
        BULLET,
        "- Voir {param:certifying-indicators}, au-delà de {param:long-course-threshold}.",
    )
    assert "Voir 3, 7 et 16, au-delà de 2 jours." in texts(folder, "evidence", date(2026, 11, 1))


def test_source_locator_and_confidence_of_a_bullet(folder):
    spoilt(
        folder,
        BULLET,
        "- Un fait. {CFA} {source:public-pages|page du 3 mai} {confidence:low}",
    )
    item = load(folder).sheet(28).section("evidence").items[-1]
    assert (item.reference.source, item.reference.locator, item.reference.confidence) == (
        "public-pages",
        "page du 3 mai",
        "low",
    )
    assert item.tags == ("CFA",)


def test_the_hash_changes_with_any_text_and_not_with_line_ends(folder):
    before = corpus_hash(folder)
    path = folder / "fr" / "indicator-28.md"
    path.write_bytes(SHEET.replace("\n", "\r\n").encode())
    assert corpus_hash(folder) == before
    path.write_text(SHEET + "\n", encoding="utf-8")
    assert corpus_hash(folder) != before


def test_a_file_that_is_not_utf8_is_told(folder):
    (folder / "fr" / "indicator-28.md").write_bytes(b"---\n\xe9")
    with pytest.raises(CorpusError, match=r"indicator-28\.md : fichier illisible"):
        load(folder)

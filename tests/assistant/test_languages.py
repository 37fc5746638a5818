"""Both languages at every face: errors come from the catalogue, and nothing said to users stands in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import CorpusError, QualiopiError
from corpus.said import Said, said, texts, within

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("corpus", "index", "assistant", "eval")


def sources() -> list[tuple[Path, ast.Module]]:
    paths = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    return [(path, ast.parse(path.read_text(encoding="utf-8"))) for path in paths]


def calls(tree: ast.Module, names: set[str]) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def error_names() -> set[str]:
    def below(kind: type[QualiopiError]) -> set[str]:
        return {kind.__name__}.union(*map(below, kind.__subclasses__()))

    import index.convert  # noqa: F401 - has an error of its own

    return below(QualiopiError)


def imported(tree: ast.Module, module: str, name: str) -> set[str]:
    """The name, if it comes from that module (another may have one like it)."""
    found = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == module)
    return {name} & {alias.name for node in found for alias in node.names}


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\$\{(\w+)\}", text))


def test_errors_say_the_same_in_both_languages():
    french, english = texts("fr"), texts("en")
    assert french.keys() == english.keys()
    for key in french:
        assert placeholders(french[key]) == placeholders(english[key]), key


def test_every_error_has_a_text_and_gives_its_values():
    used = {"place.part"}
    for path, tree in sources():
        for call in calls(tree, error_names() | imported(tree, "corpus.said", "said")):
            place = f"{path.relative_to(ROOT)}:{call.lineno}"
            assert len(call.args) == 1, place
            key = call.args[0]
            assert isinstance(key, ast.Constant), place
            assert key.value in texts("fr"), (place, key.value)
            given = {keyword.arg for keyword in call.keywords}
            assert given == placeholders(texts("fr")[key.value]), (place, key.value)
            used.add(key.value)
    assert used == texts("fr").keys()


def test_an_error_is_read_in_the_language_of_the_reader():
    place = within(said("place.parameter", place="rules/x.yaml", key="k"), "words")
    error = CorpusError("strict.block", where=place, allowed=["a", said("kind.day")], found=said("kind.list"))
    assert error.text("en") == (
        "rules/x.yaml, parameter k, words: expected a block of keys (a, a date YYYY-MM-DD), found a list"
    )
    assert str(error) == error.text("fr")
    assert "attendu un bloc de clés (a, une date AAAA-MM-JJ), trouvé une liste" in str(error)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_id_without_a_text_still_says_something(language):
    assert Said("no.such.id", {"what": "this"}).text(language) == "no.such.id this"

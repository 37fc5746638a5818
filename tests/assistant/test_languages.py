"""Both languages at every face: errors come from the catalogue, and nothing said to users stands in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from assistant.cli import add_commands, command_line
from assistant.cli_words import parameter_name
from assistant.language import language_of, preferred
from assistant.messages import ANSWERS, COMMANDS, Messages, files
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


def test_no_message_is_written_twice():
    for folder in (ANSWERS, COMMANDS):
        keys = [key for file in files(folder, "fr") for key in yaml.safe_load(file.read_text(encoding="utf-8"))]
        assert len(keys) == len(set(keys))


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


CATALOGUES = (ANSWERS, COMMANDS, ROOT / "eval" / "messages")
PAIRS = [pair for folder in CATALOGUES for pair in zip(files(folder, "fr"), files(folder, "en"), strict=True)]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: str(pair[0].relative_to(ROOT)))
def test_catalogues_say_the_same_in_both_languages(pair):
    french, english = (yaml.safe_load(file.read_text(encoding="utf-8")) for file in pair)
    assert french.keys() == english.keys()
    for key in french:
        assert placeholders(french[key]) == placeholders(english[key]), key


def whole(language):
    command = command_line(language)
    add_commands(command, language)
    return command


def helps(command, path: tuple[str, ...] = ()) -> dict[str, str]:
    """All help texts, by where they stand."""
    place = " ".join(path)
    found = {place: command.help}
    found |= {f"{place} {parameter_name(parameter)}".strip(): parameter.help for parameter in command.params}
    for name, below in getattr(command, "commands", {}).items():
        found |= helps(below, (*path, name))
    return found


def test_all_help_is_in_the_language_asked_for():
    french, english = helps(whole("fr")), helps(whole("en"))
    assert french.keys() == english.keys()
    assert {"eval run", "rules severity --on", "index add <paths>", "chat --port"} <= english.keys()
    for place, text in english.items():
        assert text, place
        assert not re.search(FRENCH, text), (place, text)
    same = {place for place in french if french[place] == english[place]}
    assert not same


def test_help_as_it_is_shown(qualiopi, monkeypatch):
    shown = {}
    for language in ("fr", "en"):
        monkeypatch.setenv("QUALIOPI_LANG", language)
        shown[language] = "".join(qualiopi(*words, "--help")[1] for words in ((), ("rules",), ("eval", "run")))
    assert "Montrer cette aide" in shown["fr"]
    assert "Commandes" in shown["fr"]
    assert "Commands" not in shown["fr"]
    assert "Show this help" in shown["en"]
    assert not re.search(FRENCH, shown["en"])


def test_no_help_text_is_left_over():
    used = set()
    for place in helps(whole("fr")):
        used |= {place or "qualiopi", re.split(r" (?=--|<)", place)[-1]}
    for folder in CATALOGUES[1:]:
        helped = {key for key in Messages(folder).keys("fr") if "." not in key}
        assert helped
        assert helped <= used, helped - used


def test_every_sentence_of_the_command_line_is_used_and_exists():
    for folder, room in ((COMMANDS, "assistant"), (ROOT / "eval" / "messages", "eval")):
        known = {key for key in Messages(folder).keys("fr") if "." in key}
        code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / room).rglob("*.py"))
        named = set(re.findall(r"[\"'](\w+\.[\w. ]+)[\"']", code))
        made = re.findall(r"f[\"']((?:\w+\.)+)\{", code)
        unused = {key for key in known - named if not key.startswith(tuple(made))}
        assert not unused
        said_in_cli = set()
        for path in [*(ROOT / room).glob("cli*.py"), *(ROOT / room).glob("cli_rules/*.py")]:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            said_in_cli |= {
                call.args[0].value for call in calls(tree, {"say"}) if isinstance(call.args[0], ast.Constant)
            }
        assert said_in_cli
        assert said_in_cli <= known


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "fr"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "de_DE.UTF-8"}, "fr"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": ""}, "en"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({"QUALIOPI_LANG": "en"}, "en"),
        ({"QUALIOPI_LANG": "fr", "LANG": "en_US.UTF-8"}, "fr"),
        ({"QUALIOPI_LANG": "de", "LANG": "en_US.UTF-8"}, "en"),
    ],
)
def test_the_language_of_the_command_line(environment, language):
    assert language_of(environment) == language


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "fr"),
        ("fr-FR,fr;q=0.9,en;q=0.8", "fr"),
        ("en-GB,en;q=0.9,fr;q=0.8", "en"),
        ("en;q=0.5, fr;q=0.7", "fr"),
        ("de-DE,de;q=0.9,en;q=0.5", "en"),
        ("de-DE,de;q=0.9", "fr"),
        ("en;q=nonsense", "fr"),
        ("*", "fr"),
    ],
)
def test_the_language_that_a_browser_prefers(header, language):
    assert preferred(header) == language


def test_the_command_line_in_english(qualiopi, monkeypatch, tmp_path):
    monkeypatch.setenv("QUALIOPI_LANG", "en")
    code, out, _ = qualiopi("rules", "severity", "12")
    assert (code, "minor or major" in out) == (0, True)
    assert "mineure" in qualiopi("rules", "severity", "12", "--lang", "fr")[1]
    code, out, err = qualiopi("rules", "severity", "34")
    assert (code, out) == (1, "")
    assert err == (
        "Indicator 34 does not exist: the RNQ in force on 2026-11-22 has 33 indicators, numbered from 1 to 33.\n"
    )
    assert "state: missing" in qualiopi("index", "status")[1]
    assert "data folder: " in qualiopi("status")[1]
    cases, answers = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    cases.write_text('{"turns": []}\n{"turns": [], "lang": "fr"}\n', encoding="utf-8")
    qualiopi("ask", "--batch", str(cases), "--output", str(answers))
    english, french = answers.read_text(encoding="utf-8").splitlines()
    assert "must be a list" in english
    assert "doit être une liste" in french


def test_what_the_rules_have_read_is_named_in_both_languages(qualiopi, monkeypatch, corpus):
    for parameter in corpus.rules.parameters.values():
        assert not re.search(FRENCH, parameter.label_en), parameter.id
        assert parameter.label_en != parameter.label, parameter.id
    monkeypatch.setenv("QUALIOPI_LANG", "en")
    shown = [qualiopi(*words)[1] for words in (("rules", "list"), ("rules", "show", "severity"))]
    shown.append(qualiopi("rules", "severity", "12", "--why")[1])
    assert all("Possible severity of a non-conformity, by indicator" in text for text in shown)
    assert not any("Gravité possible" in text for text in shown)
    _, out, _ = qualiopi("corpus", "diff")
    assert "~ Number of indicators of the RNQ: 32 -> 33" in out
    _, _, err = qualiopi("rules", "severity", "12", "--on", "2010-01-01")
    assert err.startswith("Indicators of the RNQ in force: no value known on 1 January 2010")


def test_a_language_that_is_not_allowed_is_told(qualiopi, monkeypatch):
    monkeypatch.setenv("QUALIOPI_LANG", "de")
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    code, _, err = qualiopi("rules", "severity", "12")
    assert code == 1
    assert err.startswith("Setting QUALIOPI_LANG: 'de' is not allowed")


FRENCH = re.compile(r"[àâäçéèêëîïôöùûüÿœÀÂÇÉÈÊÎÔÙ«]")
NOT_SHOWN = {
    "corpus/check.py": "sentences of the sheets that may be repeated",
    "corpus/fill.py": "units as the French sheets write them, beside the English ones",
    "corpus/lessons.py": "headings of the lessons, which are data, in both languages",
    "corpus/sheets.py": "headings of the sheets, which are data, in both languages",
    "index/lexical.py": "letters that are folded",
    "index/train/__main__.py": "a tool of maintainers",
    "index/train/tokens.py": "letters that are folded",
    "assistant/claims/definitions.py": "patterns that read answers",
    "assistant/claims/scope.py": "patterns that read answers",
    "assistant/claims/severities.py": "patterns that read answers",
    "assistant/compose/premises.py": "the marks around a quotation that is looked for",
    "assistant/clauses.py": "a pattern that reads questions",
    "assistant/parts.py": "a pattern that reads questions",
    "assistant/rules/explain.py": "both languages, beside each other",
    "assistant/rules/shown.py": "names of the months, in both languages",
    "assistant/ui/shown/typography.py": "punctuation that gets a hard space",
    "assistant/vet/check.py": "quotation marks that are looked for",
    "assistant/vet/figures.py": "letters and marks that are looked for",
    "assistant/vet/passage.py": "a pattern that reads passages, in both languages",
}
"""Files with French that is no text for users, or is beside its English, and why."""


def french_literals(tree: ast.Module) -> list[str]:
    """String literals with a letter or a quotation mark that English does not have, docstrings left out."""
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in told)
    return [node.value for node in constants if isinstance(node.value, str) and FRENCH.search(node.value)]


def test_no_french_text_for_users_is_left_in_the_code():
    found = {}
    for path, tree in sources():
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith("eval/") or name.startswith("eval/cli"):
            found[name] = french_literals(tree)
    assert {name: texts for name, texts in found.items() if texts and name not in NOT_SHOWN} == {}
    assert {name for name, texts in found.items() if texts} == NOT_SHOWN.keys()


def test_a_command_declares_no_help_of_its_own():
    """Help in the code would be in one language only; docstrings are for those who read the code."""
    for path, tree in sources():
        if path.is_relative_to(ROOT / "index" / "train"):
            continue  # a tool of maintainers, no part of `qualiopi`
        made = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute))
        for call in (node for node in made if node.func.attr in ("Option", "Argument", "Typer", "command")):
            assert not {"help", "short_help"} & {keyword.arg for keyword in call.keywords}, path


def test_what_commands_print_comes_from_a_catalogue():
    """No word of three letters stands in what is printed: words come through `say`."""
    printed = 0
    for path, tree in sources():
        name = path.relative_to(ROOT).as_posix()
        if not re.match(r"(assistant|eval)/cli", name):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "echo":
                printed += 1
                text = node.args[0]
                parts = text.values if isinstance(text, ast.JoinedStr) else [text]
                words = [part.value for part in parts if isinstance(part, ast.Constant)]
                assert not re.search(r"[^\W\d_]{3}", " ".join(words)), f"{name}:{node.lineno}"
    assert printed > 30

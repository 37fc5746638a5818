"""The README tells the truth: its examples are run, its links and commands exist, its dependencies are explained."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from assistant.api.app import make_api
from assistant.cli import main
from assistant.settings import Settings
from tests.serving import app_of, serving

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```console\n\$ qualiopi (.*?)\n(.*?)```", README, flags=re.DOTALL)


@pytest.mark.parametrize(("command", "output"), EXAMPLES, ids=[command for command, _ in EXAMPLES])
def test_examples_print_what_they_say(command, output, capsys):
    import shlex

    with pytest.raises(SystemExit) as stop:
        main(shlex.split(command))
    assert not stop.value.code
    shown = capsys.readouterr().out
    expected = output.split("...\n")[0]
    assert shown.startswith(expected)


def test_there_are_examples():
    assert len(EXAMPLES) >= 2


PROGRAMS = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)


@pytest.fixture(scope="module")
def address(shared_assistant):
    with app_of(shared_assistant) as app, serving(app) as address:
        yield address


@pytest.mark.parametrize(
    ("program", "words"),
    list(zip(PROGRAMS, ("\n1 Guide de lecture", "\n [12]\n"), strict=True)),
    ids=("whole", "stream"),
)
def test_programs_get_their_answer_over_http(address, program, words, capsys):
    assert "http://127.0.0.1:7860/api/ask" in program
    exec(compile(program.replace("http://127.0.0.1:7860", address), "README.md", "exec"), {})
    shown = capsys.readouterr().out
    assert words in shown
    assert "Vaut pour un audit au 22 novembre 2026" in shown


def test_every_address_named_is_described(shared_assistant):
    paths = make_api(shared_assistant).openapi()["paths"]
    table = README.split("| adresse | réponse |")[1].split("\n\n")[0]
    for found in re.findall(r"/api(/[a-z0-9/-]*)", table):
        steps = found.split("/")
        same = (path.split("/") for path in paths)
        assert any(
            len(path) == len(steps) and all(a == b or a.startswith("{") for a, b in zip(path, steps, strict=True))
            for path in same
        ), found


def test_every_setting_is_in_the_table():
    for name in Settings.model_fields:
        assert f"`QUALIOPI_{name.upper()}`" in README, name


def test_every_dependency_has_its_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    table = README.split("## Dépendances")[1].split("## ")[0]
    for line in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        name = re.match(r"[A-Za-z0-9_.-]+", line)[0]
        assert name in table or name.startswith("types-"), name


def test_linked_files_exist():
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        if "://" not in target:
            assert (ROOT / target).is_file(), target


@pytest.fixture
def corpus_copy(tmp_path):
    import shutil

    from corpus.parameters import HERE

    return Path(shutil.copytree(HERE, tmp_path / "corpus", ignore=shutil.ignore_patterns("__pycache__", "*.py")))


def recipe(language: str, beginning: str) -> str:
    blocks = re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)
    return next(block for block in blocks if block.startswith(beginning))


def test_recipe_a_sheet_is_added_checked_and_found(corpus_copy, tmp_path):
    from corpus.check import check
    from corpus.load import load
    from index.build import build
    from index.embed import chosen
    from index.search import Search
    from tests.conftest import TODAY

    (corpus_copy / "fr" / "topic-open-day.md").write_text(recipe("markdown", "---\ntopic: open-day"), encoding="utf-8")
    corpus = load(corpus_copy)
    assert check(corpus, corpus_copy) == []
    build(tmp_path / "home", corpus, model=chosen(None))
    found = Search.open(tmp_path / "home", corpus, chosen(None)).find("faut-il faire des portes ouvertes ?", on=TODAY)
    assert found.hits[0].key == "open-day"


def test_recipe_a_dated_value_is_added_and_written_in_a_sheet(corpus_copy):
    from corpus.load import load

    (corpus_copy / "rules" / "open-day.yaml").write_text(recipe("yaml", "open-day-notice"), encoding="utf-8")
    sheet = recipe("markdown", "---\ntopic: open-day").replace(
        "- Gardez", "- Annoncez-la {param:open-day-notice} avant.\n- Gardez"
    )
    (corpus_copy / "fr" / "topic-open-day.md").write_text(sheet, encoding="utf-8")
    section = load(corpus_copy).sheet("open-day").section("practice")
    assert section.items[0].text == "Annoncez-la 21 jours avant."


def test_recipe_a_new_guide_is_out(corpus_copy):
    from datetime import date

    from assistant.rules import Reader
    from corpus.load import load_rules

    path = corpus_copy / "rules" / "applicability.yaml"
    text = path.read_text(encoding="utf-8")
    last = next(line for line in text.splitlines() if "value: V9" in line)
    path.write_text(text.replace(last, f"{last}\n{recipe('yaml', '    2027-02-01').rstrip()}"), encoding="utf-8")
    rules = load_rules(corpus_copy)
    assert Reader(rules, date(2027, 1, 31)).guide == "V9"
    assert Reader(rules, date(2027, 2, 1)).guide == "V10"


def test_the_questions_are_those_of_the_recorded_hashes():
    import hashlib

    folder = ROOT / "eval" / "questions"
    recorded = dict(re.findall(r"(dev|test)\s+([0-9a-f]{64})", (folder / "README.md").read_text(encoding="utf-8")))
    for split, digest in recorded.items():
        assert hashlib.sha256((folder / f"{split}.jsonl").read_bytes()).hexdigest() == digest

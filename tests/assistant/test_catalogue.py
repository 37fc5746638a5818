"""Words of the assistant: same keys and same values in both languages; every cue compiles."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

import assistant.messages as messages_module
from assistant.cues import load_cues
from assistant.messages import Messages
from corpus.records import FACETS

FOLDER = Path(messages_module.__file__).parent


def test_both_languages_say_the_same_things():
    french, english = (yaml.safe_load((FOLDER / f"{lang}.yaml").read_text(encoding="utf-8")) for lang in ("fr", "en"))
    assert french.keys() == english.keys()
    for key in french:
        assert set(re.findall(r"\$\{(\w+)\}", french[key])) == set(re.findall(r"\$\{(\w+)\}", english[key])), key


def test_every_message_used_exists():
    known = Messages().keys("fr")
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in [*FOLDER.parent.glob("*.py"), *FOLDER.parent.glob("compose/*.py"), *FOLDER.parent.glob("ui/*.py")]
    )
    used = set(re.findall(r'say\(\s*"([a-z_0-9]+\.[a-z_.0-9]+|more|near|range)"', code))
    assert used
    assert used <= known


def test_cues_know_every_facet_in_both_languages():
    for cues in load_cues().values():
        assert set(cues.facets) == {*FACETS, "applicability"}
        assert set(cues.categories) == {"OF", "CBC", "VAE", "CFA"}
        assert set(range(1, 36)) <= set(cues.numbers.values())

"""Words of the assistant: same keys and same values in both languages; every cue compiles."""

from __future__ import annotations

import re
from pathlib import Path

import assistant.messages as messages_module
from assistant.cues import load_cues
from assistant.messages import Messages
from corpus.records import FACETS

FOLDER = Path(messages_module.__file__).parent


def test_every_message_used_exists():
    known = Messages().keys("fr")
    folder = FOLDER.parent
    paths = [*folder.glob("*.py"), *folder.glob("compose/*.py"), *folder.glob("ui/*.py")]
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in paths
        if not path.name.startswith("cli") and path.name != "launch.py"  # they have a catalogue of their own
    )
    used = set(re.findall(r'say\((?:language, )?\s*"([a-z_0-9]+\.[a-z_.0-9]+|more|near|range)"', code))
    used |= set(re.findall(r'"(ui\.[a-z_.0-9]+)"', code)) - {"ui.flag.", "ui.example."}
    assert used
    assert used <= known


def test_cues_know_every_facet_in_both_languages():
    for cues in load_cues().values():
        assert set(cues.facets) == {*FACETS, "applicability"}
        assert set(cues.categories) == {"OF", "CBC", "VAE", "CFA"}
        assert set(range(1, 36)) <= set(cues.numbers.values())

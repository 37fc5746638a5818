"""The check before an answer is shown leaves nothing out of what our own rules and texts say."""

from __future__ import annotations

import assistant.turn
from assistant.ground import checked
from eval.gold import load_gold

QUESTIONS = [
    *(
        f"{words} l'indicateur {n}"
        for n in range(1, 34)
        for words in ("preuves pour", "non-conformité sur", "versions de")
    ),
    *(f"evidence for indicator {n}" for n in range(1, 34)),
    "combien d'indicateurs pour VAE et CFA",
    "certifié le 31 août 2025, quand a lieu la surveillance ?",
    "combien de temps dure l'audit initial pour un OF qui fait 200 000 € de CA ?",
    "32 ou 33 indicateurs pour un audit du 15 octobre 2026 ?",
]


def test_no_line_is_dropped(shared_assistant, monkeypatch):
    dropped = []

    def watched(draft, library, reader):
        found = checked(draft, library, reader)
        dropped.extend((line.text, why) for line, why in found.dropped)
        return found

    monkeypatch.setattr(assistant.turn, "checked", watched)
    for question in [*QUESTIONS, *(case.turns[-1] for case in load_gold("dev"))]:
        shared_assistant.reply(question)
    assert dropped == []

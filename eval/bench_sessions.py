"""Time to an answer with one visitor of the chat and with many at once, in one run of the same app."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from statistics import median

from eval.bench import CHAT, free_port, wait_for_page
from eval.visitors import Told, Visitor, together

EXACT = "preuves de l'indicateur {n}"
FREE = "un stagiaire se plaint, que faut-il faire ?"
FOLLOW_UP = "et la gravité ?"


def dialogue(n: int) -> list[str]:
    """Three questions that only make sense together, about one of the indicators 1 to 32."""
    return [EXACT.format(n=n % 32 + 1), FREE, FOLLOW_UP]


def mixed_up(told: Sequence[Sequence[Told]]) -> list[int]:
    """Which visitors got an answer that is not their own, or not in their own conversation."""
    return [
        n
        for n, answers in enumerate(told)
        if [one.turns for one in answers] != [1, 2, 3] or f"l'indicateur {n % 32 + 1} " not in answers[0].text
    ]


def sessions(visitors: int) -> Iterator[str]:
    """Lines of text: one visitor alone, then all together.

    Args:
        visitors: how many begin at the same moment.

    Raises:
        RuntimeError: a visitor got no answer, or that of another.
    """
    with tempfile.TemporaryDirectory() as home:
        port = free_port()
        environment = {**os.environ, "QUALIOPI_HOME": home}
        code = CHAT.format(port=port)
        process = subprocess.Popen([sys.executable, "-c", code], env=environment, stderr=subprocess.DEVNULL)
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for_page(address)
            alone = Visitor(address)
            alone.ask(FREE)  # the index is opened
            yield _line(1, [[alone.ask(question)] for n in range(10) for question in dialogue(n)])
            told = together(address, [dialogue(n) for n in range(visitors)])
            if mixed_up(told):
                raise RuntimeError(f"answers of others: visitors {mixed_up(told)}")
            yield _line(visitors, told)
        finally:
            process.kill()
            process.wait()


def _line(visitors: int, told: Sequence[Sequence[Told]]) -> str:
    times = sorted(one.seconds for answers in told for one in answers)
    high = times[int(0.95 * len(times))]
    return f"{visitors:>3} session(s) : {len(times)} réponses, médiane {median(times):.2f} s, p95 {high:.2f} s"

"""The command line, run in process."""

from __future__ import annotations

import pytest

from assistant.cli import main


@pytest.fixture
def qualiopi(capsys):
    def run(*arguments: str) -> tuple[int, str, str]:
        try:
            main(arguments)
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run

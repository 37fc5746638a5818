"""The command line, run in process; what a writer has at hand."""

from __future__ import annotations

import pytest

from assistant.cli import main
from assistant.compose.desk import Desk
from assistant.messages import Messages
from assistant.rules import Profile, Reader
from tests.conftest import TODAY


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


@pytest.fixture
def desk_of(shared_assistant, corpus):
    """Makes a desk for an answer in a language, on a day."""

    def make(language="fr", on=TODAY, profile=None):
        reader = Reader(corpus.rules, on)
        return Desk(shared_assistant.library, reader, Messages(), profile or Profile(), language)

    return make

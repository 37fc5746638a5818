"""The words of the command line, and help in the language of the person who reads it."""

from __future__ import annotations

from typing import Any

import typer

from assistant.language import language_of
from assistant.messages import COMMANDS, Messages
from corpus.records import Language


def say(key: str, /, *, lang: Language | None = None, **values: object) -> str:
    """A sentence of the command line.

    Args:
        key: in `messages/commands`.
        lang: default: the language of the command line.
        values: what the sentence names.
    """
    return Messages(COMMANDS).say(lang or language_of(), key, **values)


def fields_text(rows: dict[str, str]) -> str:
    """Names and values in two columns."""
    width = max(map(len, rows))
    return "\n".join(say("said.field", name=f"{name:>{width}}", value=value) for name, value in rows.items())


def put_help(command: Any, messages: Messages, language: Language, path: tuple[str, ...]) -> None:
    """Write the help of a command, of its options and of all commands below it.

    Args:
        command: of Click, as Typer makes it; changed in place.
        messages: has "rules severity" for a command, "rules severity --on" or else "--on" for an option, "<indicator>"
            for an argument.
        language: of the help.
        path: the words that call the command; none for the whole.

    Raises:
        CorpusError: a text is missing.
    """
    known = messages.keys(language)
    place = " ".join(path)
    command.help = messages.say(language, place or "qualiopi")
    command.get_help_option(typer.Context(command)).help = say("said.help", lang=language)
    for parameter in command.params:
        name = parameter_name(parameter)
        own = f"{place} {name}"
        parameter.help = messages.say(language, own if own in known else name)
    for name, below in getattr(command, "commands", {}).items():
        below.rich_help_panel = say("said.commands", lang=language)
        put_help(below, messages, language, (*path, name))


def parameter_name(parameter: Any) -> str:
    """As the catalogue has it: the long form of an option, <name> for an argument."""
    if parameter.param_type_name == "argument":
        return f"<{parameter.name}>"
    return str(max(parameter.opts, key=len))

"""The description of the API (OpenAPI) in a language: its words come from the catalogues, not from the code."""

from __future__ import annotations

import copy
from typing import Any

from fastapi import FastAPI

from assistant.messages import COMMANDS, Messages
from corpus.records import Language


def described(api: FastAPI, language: Language) -> dict[str, Any]:
    """The OpenAPI description of an application, its titles and explanations in a language.

    Raises:
        CorpusError: a word is missing in the catalogues.
    """
    schema = copy.deepcopy(api.openapi())
    words = Words(language)
    schema["info"] |= {"title": words.say("api.title"), "description": words.say("api.about")}
    for operation in (one for path in schema["paths"].values() for one in path.values()):
        _describe_operation(operation, words)
    for name, record in schema["components"]["schemas"].items():
        record["description"] = words.say(f"api.record.{name}")
        record.pop("title", None)
        for field, known in record.get("properties", {}).items():
            option = f"--{field.replace('_', '-')}"
            known["description"] = words.of(f"api.record.{name}", field, *([option] if name == "Profile" else []))
            known.pop("title", None)
    return schema


def _describe_operation(operation: dict[str, Any], words: Words) -> None:
    name = operation["operationId"]
    command = name.replace("_", " ", 1).replace("_", "-")
    operation["summary"] = words.of("api.do", name, command)
    if more := words.more(name):
        operation["description"] = more
    for parameter in operation.get("parameters", []):
        own = parameter["name"]
        option = own.replace("_", "-")
        places = (f"{command} --{option}", f"{command} <{own}>", f"--{option}", f"<{own}>")
        place = f"api.do.{name}" if words.has(f"api.do.{name}.{own}") else "api.parameter"
        parameter["description"] = words.of(place, own, *places)
        parameter["schema"].pop("title", None)
    for status, answer in operation["responses"].items():
        answer["description"] = words.say(f"api.status.{status}")


class Words:
    """The catalogue of the API, and that of the commands for what both have."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._own, self._commands = Messages(), Messages(COMMANDS)
        self._known = self._own.keys(language)
        self._told = self._commands.keys(language)

    def say(self, key: str) -> str:
        """A text of the API."""
        return self._own.say(self._language, key)

    def has(self, key: str) -> bool:
        """Whether the catalogue of the API has a text."""
        return key in self._known

    def of(self, place: str, name: str, *commands: str) -> str:
        """What a name means at a place: as said there, else as a command says it, else as said for all places."""
        if self.has(f"{place}.{name}"):
            return self.say(f"{place}.{name}")
        for key in commands:
            if key in self._told:
                return self._commands.say(self._language, key)
        return self.say(f"api.field.{name}")

    def more(self, name: str) -> str | None:
        """What else there is to say of an operation."""
        key = f"api.do.{name}.more"
        return self.say(key) if self.has(key) else None

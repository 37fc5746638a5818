"""What we say to a language model: one file a prompt, its variables declared, nothing else read or written here."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

__all__ = ["Prompt", "PromptError", "load"]

_FOLDER = Path(__file__).parent
_FENCE = "---\n"
_USER = "\n=== user ===\n"


class PromptError(ValueError):
    """A prompt file is not well formed, or was not given the variables that it declares."""


@dataclass(frozen=True)
class Prompt:
    """A prompt as its file has it."""

    name: str
    variables: frozenset[str]
    system: str
    """What the model is told to do; holds no variable."""
    user: str
    """Template of the request (`string.Template`)."""
    digest: str
    """The first 12 characters of the SHA-256 of the file."""

    def request(self, values: Mapping[str, str]) -> str:
        """The request with its values.

        Raises:
            PromptError: the values are not exactly those declared.
        """
        if set(values) != self.variables:
            raise PromptError(f"{self.name}: expected {sorted(self.variables)}, got {sorted(values)}")
        return Template(self.user).substitute(values)


def load(name: str) -> Prompt:
    """The prompt of a file of this folder, such as "answer.fr".

    Raises:
        PromptError: no such file, or its header and its text do not agree.
    """
    path = _FOLDER / f"{name}.md"
    if not path.is_file():
        raise PromptError(f"no prompt {name}")
    raw = path.read_bytes()
    text = raw.decode("utf-8").replace("\r\n", "\n")
    if not text.startswith(_FENCE) or _USER not in text:
        raise PromptError(f"{name}: expected a header between '---' lines and a part after '=== user ==='")
    header, body = text[len(_FENCE) :].split(_FENCE, 1)
    key, _, listed = header.strip().partition(":")
    system, user = body.split(_USER, 1)
    variables = frozenset(part.strip() for part in listed.split(",") if part.strip())
    if key != "variables" or set(Template(user).get_identifiers()) != variables or Template(system).get_identifiers():
        raise PromptError(f"{name}: the header must declare exactly the variables of the user part")
    return Prompt(name, variables, system.strip(), user.strip(), hashlib.sha256(raw).hexdigest()[:12])

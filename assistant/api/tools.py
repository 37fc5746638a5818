"""Tools for assistants that speak MCP: Gradio serves them, from the process of the web app, when the settings say so.

Only what is declared here becomes a tool: the events of the page are private.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import wraps
from inspect import signature
from typing import Any

from assistant.api.asking import MOST_HITS
from assistant.api.description import Words
from assistant.find import find
from assistant.language import language_of
from assistant.question import check_length
from assistant.rules import Category, Profile, Reader, themes
from assistant.rules.profile import Registry
from assistant.service import Assistant
from corpus.errors import QualiopiError, QuestionError, SettingsError
from corpus.records import Language

Tool = Callable[..., str]


def offer_tools(blocks: Any, assistant: Assistant) -> bool:
    """Declare the tools in the web app if the settings ask for them; whether they do.

    Args:
        blocks: the web app, of Gradio.
        assistant: answers.

    Raises:
        SettingsError: what the tools need is not installed, or cannot be used.
    """
    if not assistant.settings.mcp:
        return False
    try:
        import mcp  # noqa: F401
    except ImportError:
        raise SettingsError("mcp.package") from None
    import gradio as gr
    from gradio.mcp import GradioMCPServer

    with blocks:
        for tool in tools(assistant, language_of()):
            # Not queued: Gradio then calls it here, instead of asking itself over HTTP.
            gr.api(tool, api_name=tool.__name__, queue=False)
    try:
        GradioMCPServer(blocks)  # Gradio itself goes on in silence where this fails
    except Exception as error:
        raise SettingsError("mcp.unusable", reason=error) from None
    return True


def tools(assistant: Assistant, language: Language) -> tuple[Tool, ...]:
    """The tools, described in a language; each gives the JSON of the command of the same name."""
    rules = assistant.corpus.rules

    def day(on: str | None) -> date:
        return _day(on) or assistant.settings.day()  # the app may run for days

    def ask(
        question: str, profile: dict[str, Any] | None = None, on: str | None = None, lang: Language | None = None
    ) -> str:
        return _json(assistant.ask(question, profile=profile, on=_day(on), lang=lang))

    def search(query: str, k: int = 10, on: str | None = None) -> str:
        check_length(query)
        hits = find(assistant, query, day(on), max(1, min(k, MOST_HITS)))
        return _json({"query": query, "on": day(on).isoformat(), "hits": hits})

    def severity(indicator: int, on: str | None = None) -> str:
        return _json(themes.severity(indicator, Reader(rules, day(on))).data(language))

    def applicability(
        categories: list[Category],
        certifying: bool | None = None,
        registry: list[Registry] | None = None,
        alternance: bool | None = None,
        afest: bool | None = None,
        work_placement: bool | None = None,
        only_short: bool | None = None,
        subcontractor: bool | None = None,
        uses_subcontractors: bool | None = None,
        umbrella: bool | None = None,
        on: str | None = None,
    ) -> str:
        known = Profile.parse({name: value for name, value in locals().items() if name in _FACTS})
        return _json(themes.applicable(known, Reader(rules, day(on)), language))

    return tuple(_worded(tool, language) for tool in (ask, search, severity, applicability))


_FACTS = (
    "categories",
    "certifying",
    "registry",
    "alternance",
    "afest",
    "work_placement",
    "only_short",
    "subcontractor",
    "uses_subcontractors",
    "umbrella",
)


def _worded(tool: Tool, language: Language) -> Tool:
    """A tool with its description, which Gradio reads in the docstring, and with our errors in one line."""

    @wraps(tool)
    def told(*args: Any, **kwargs: Any) -> str:
        try:
            return tool(*args, **kwargs)
        except QualiopiError as error:
            raise ValueError(error.text(language)) from None

    words = Words(language)
    name = tool.__name__
    meant = {one: words.of(f"api.tool.{name}", one, f"--{one.replace('_', '-')}") for one in signature(tool).parameters}
    lines = [f"    {one}: {meaning}" for one, meaning in meant.items()]
    told.__doc__ = "\n".join([words.say(f"api.tool.{name}"), "", "Args:", *lines])
    return told


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise QuestionError("batch.day", value=repr(text)) from None


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False)

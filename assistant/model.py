"""The door to a language model: LangChain's chat models, one try, one deadline, nothing sent elsewhere."""

from __future__ import annotations

import os
import queue
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from assistant.settings import Settings
from corpus.errors import SettingsError
from corpus.said import said

LONGEST_OUTPUT = 8000
"""Characters after which a model is not listened to any more."""


@dataclass(frozen=True)
class Provider:
    """What differs between the services that can be configured."""

    url: str
    """Where it is asked unless the settings say otherwise; always passed on, so that no other variable decides it."""
    extra: str
    """The extra of this package that installs it."""
    key: str | None
    """The variable in which its users keep their key."""


PROVIDERS = {
    "ollama": Provider("http://127.0.0.1:11434", "ollama", None),
    "openai": Provider("https://api.openai.com/v1", "openai", "OPENAI_API_KEY"),
    "mistralai": Provider("https://api.mistral.ai/v1", "mistral", "MISTRAL_API_KEY"),
}


class ModelFailure(Exception):
    """The model gave nothing usable; the message says why, for the log."""


class Model(Protocol):
    """Words a text."""

    @property
    def name(self) -> str:
        """As in the settings: "ollama:NAME"."""

    def stream(self, system: str, request: str) -> Iterator[str]:
        """The model's output, piece by piece.

        Raises:
            ModelFailure: time-out, refusal of the service, connection lost, output that cannot be read.
        """


@dataclass(frozen=True)
class _Piece:
    text: str = ""
    failure: str | None = None
    last: bool = False


class ChatModel:
    """A LangChain chat model, asked once per answer.

    Args:
        name: as in the settings.
        chat: has `stream(messages)`, yielding chunks with `text`.
        timeout: seconds for the whole output.
    """

    def __init__(self, name: str, chat: Any, timeout: float) -> None:
        self.name = name
        self._chat = chat
        self._timeout = timeout

    def stream(self, system: str, request: str) -> Iterator[str]:
        """See `Model.stream`. A thread reads, so that a service that trickles cannot outstay the deadline."""
        pieces: queue.Queue[_Piece] = queue.Queue()
        stop = threading.Event()
        deadline = time.monotonic() + self._timeout
        messages = [("system", system), ("human", request)]
        threading.Thread(target=self._read, args=(messages, pieces, stop), daemon=True).start()
        length = 0
        try:
            while True:
                try:
                    piece = pieces.get(timeout=max(deadline - time.monotonic(), 0.001))
                except queue.Empty:
                    raise ModelFailure(f"no complete output in {self._timeout:g} s") from None
                if piece.failure is not None:
                    raise ModelFailure(piece.failure)
                if piece.last:
                    return
                length += len(piece.text)
                if length > LONGEST_OUTPUT:
                    raise ModelFailure(f"output of more than {LONGEST_OUTPUT} characters")
                yield piece.text
        finally:
            stop.set()

    def _read(self, messages: list[tuple[str, str]], pieces: queue.Queue[_Piece], stop: threading.Event) -> None:
        try:
            for chunk in self._chat.stream(messages):
                if stop.is_set():
                    return
                pieces.put(_Piece(str(chunk.text)))
            pieces.put(_Piece(last=True))
        except Exception as error:  # every provider has its own tree; all of them mean the composed answer
            pieces.put(_Piece(failure=f"{type(error).__name__} {getattr(error, 'status_code', '')}".strip()))


def configured(settings: Settings) -> ChatModel | None:
    """The model of the settings, not yet asked; None without setting.

    Raises:
        SettingsError: the provider is not known, its package is not installed, or its key is missing.
    """
    if not settings.llm:
        return None
    provider, model, url = _parsed(settings)
    known = PROVIDERS[provider]
    own = settings.llm_url is None  # a key kept for the provider is not sent to another address
    key = settings.llm_key.get_secret_value() if settings.llm_key else ""
    if own and not key:
        key = os.environ.get(known.key or "", "")
    if known.key and not key and own:
        raise SettingsError("llm.key", variable=known.key)
    from langchain.chat_models import init_chat_model

    try:
        chat = init_chat_model(model, model_provider=provider, **_arguments(provider, url, key, settings.llm_timeout))
    except ImportError:
        raise SettingsError("llm.package", provider=provider, extra=known.extra) from None
    except Exception as error:
        raise SettingsError("llm.unusable", name=settings.llm, reason=type(error).__name__) from None
    return ChatModel(settings.llm, chat, settings.llm_timeout)


def described(settings: Settings) -> str:
    """The model of the settings and where it is asked, for people; "none" without setting.

    Raises:
        SettingsError: the provider is not known.
    """
    if not settings.llm:
        return "none"
    provider, model, url = _parsed(settings)
    return f"{provider}:{model} ({url})"


def _parsed(settings: Settings) -> tuple[str, str, str]:
    """Provider, name of the model, address."""
    provider, _, model = (settings.llm or "").partition(":")
    if provider not in PROVIDERS or not model:
        allowed = [said("llm.form", provider=name) for name in PROVIDERS]
        raise SettingsError("llm.value", value=repr(settings.llm), allowed=allowed)
    return provider, model, settings.llm_url or PROVIDERS[provider].url


def _arguments(provider: str, url: str, key: str, timeout: float) -> dict[str, Any]:
    """How each provider is told where, with what key, how long, and to try once."""
    if provider == "ollama":
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        return {"base_url": url, "temperature": 0, "client_kwargs": {"timeout": timeout, "headers": headers}}
    if provider == "openai":
        once = {"max_retries": 0, "stream_usage": False}
        return {"base_url": url, "api_key": key or "none", "timeout": timeout, **once}
    return {
        "base_url": url,
        "api_key": key or "none",
        "timeout": max(1, round(timeout)),
        "max_retries": 1,
        "temperature": 0,
    }

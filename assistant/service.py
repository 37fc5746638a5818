"""The assistant as a Python object: one corpus, one index, many questions."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from assistant.library import Library
from assistant.question import Context
from assistant.record import Answer
from assistant.rules import Profile
from assistant.settings import Settings, load_settings
from assistant.turn import Reply, Request, Turn
from corpus.errors import QuestionError
from corpus.load import Corpus, load
from corpus.records import LANGUAGES, Language
from index import embed
from index.build import ensure
from index.documents import Documents
from index.embed import Embedder, Progress
from index.search import Search


class Assistant:
    """Answers questions; threads live as long as the object.

    Args:
        settings: data folder and date; default: those of the environment.
        corpus: default: the packaged one.
        progress: called with (passages done, total) if the index has to be built.
        background: load the embedding model in a thread (`warm_up`) and answer by words until it is ready.

    Example:
        >>> record = Assistant().ask("Gravité d'une non-conformité sur l'indicateur 12 ?")
        >>> record["indicators"], record["facts"][0]["value"]
        ((12,), 'minor_or_major')
    """

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        corpus: Corpus | None = None,
        progress: Progress | None = None,
        background: bool = False,
    ) -> None:
        _no_tracing()
        self.settings = settings or load_settings()
        self.corpus = corpus or load()
        self._progress = progress
        self._background = background
        self._embedder: Embedder | None = None
        self._lock = threading.Lock()
        self._threads: dict[str, Context] = {}
        self.library = Library(self.corpus, Documents(self.settings.data_folder()))
        self.turn = Turn(self.library, self.corpus.rules, lambda: self.search)
        self._chain = self.turn.chain

    def ask(
        self,
        question: str,
        *,
        profile: Profile | Mapping[str, Any] | None = None,
        thread: str | None = None,
        on: date | None = None,
        lang: Language | None = None,
    ) -> dict[str, Any]:
        """The answer record as JSON data (see `assistant.record.Answer`).

        Args:
            question: 1 to 10,000 characters.
            profile: what is known of the organisation.
            thread: a name; questions of one thread lean on each other.
            on: day of the audit; default: the profile's audit date, else today.
            lang: forces the language of the answer.

        Raises:
            QualiopiError: one clear line.
        """
        known = profile if isinstance(profile, Profile) else Profile.parse(profile or {})
        context = self._threads.get(thread, Context()) if thread is not None else Context()
        reply = self.reply(question, profile=known, context=context, on=on, lang=lang)
        if thread is not None:
            self._threads[thread] = reply.context
        return reply.answer.to_dict()

    def reply(
        self,
        question: str,
        *,
        profile: Profile | None = None,
        context: Context | None = None,
        on: date | None = None,
        lang: Language | None = None,
    ) -> Reply:
        """The answer, and the context to hand to the next turn (for callers that keep the conversation)."""
        if lang is not None and lang not in LANGUAGES:
            raise QuestionError(f"Langue inconnue {lang!r} ; langues permises : {', '.join(LANGUAGES)}.")
        profile = profile or Profile()
        request = Request(question, on, profile, context or Context(), self.settings.day(), lang)
        return self._chain.invoke(request)

    @cached_property
    def search(self) -> Search:
        """The search, its index built first if it is absent or stale.

        Raises:
            IndexProblem, SettingsError: the index cannot be used or written.
        """
        self.prepare_index()
        return Search.open(
            self.settings.data_folder(), self.corpus, self._ready_embedder if embed.installed() else None
        )

    def prepare_index(self) -> None:
        """Build the index if it is absent or stale.

        Raises:
            IndexProblem, SettingsError: the index cannot be used or written.
        """
        make = self._load_embedder if embed.installed() else None
        ensure(self.settings.data_folder(), self.corpus, make_embedder=make, progress=self._progress)

    def warm_up(self) -> None:
        """Load the index and the embedding model (some ten seconds); meant for a thread."""
        _ = self.search
        if embed.installed():
            self._load_embedder()

    @property
    def ready(self) -> bool:
        """Whether search by meaning is available, or will never be (model not installed)."""
        return self._embedder is not None or not embed.installed()

    def _load_embedder(self) -> Embedder:
        with self._lock:
            if self._embedder is None:
                self._embedder = Embedder()
            return self._embedder

    def _ready_embedder(self) -> Embedder | None:
        """The embedder; in background mode, None until it is loaded."""
        return self._embedder if self._background else self._load_embedder()


def stream(answer: Answer) -> Iterator[str]:
    """The answer's Markdown, growing line by line (every line is already checked)."""
    shown = ""
    for line in answer.answer.splitlines(keepends=True):
        shown += line
        yield shown


def _no_tracing() -> None:
    """LangChain sends traces if the environment says so: never from here."""
    for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING"):
        os.environ[name] = "false"

"""The assistant as a Python object: one corpus, one index, many questions."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from assistant.library import Library
from assistant.question import Context, check_length
from assistant.record import Answer
from assistant.rules import Profile
from assistant.settings import Settings, load_settings
from assistant.turn import Reply, Request, Turn
from corpus.errors import QuestionError
from corpus.load import Corpus, load
from corpus.records import LANGUAGES, Language
from index.build import ensure
from index.documents import Documents
from index.embed import Model, Progress, chosen
from index.search import Search

if TYPE_CHECKING:
    from assistant.generate import Writer
    from assistant.school import Training
    from assistant.state.records import Finished
    from assistant.state.store import Conversations


class Assistant:
    """Answers questions; the turns of a thread are kept in the data folder.

    Args:
        settings: data folder and date; default: those of the environment.
        corpus: default: the packaged one.
        progress: called with (passages done, total) if the index has to be built.
        owner: whose threads; nothing is shared between owners.

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
        owner: str = "local",
    ) -> None:
        _no_tracing()
        self.settings = settings or load_settings()
        self.corpus = corpus or load()
        self._progress = progress
        self._opened: Search | None = None
        self._lock = threading.Lock()
        self._owner = owner
        self.library = Library(self.corpus, Documents(self.settings.data_folder()))
        self.turn = Turn(self.library, self.corpus.rules, lambda: self.search, _writer(self.settings))
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
            thread: a name (1 to 80 characters); questions of one thread lean on each other, and survive a restart.
                Without it nothing is written.
            on: day of the audit; default: the profile's audit date, else today.
            lang: forces the language of the answer.

        Raises:
            QualiopiError: one clear line.
        """
        known = profile if isinstance(profile, Profile) else Profile.parse(profile or {})
        if thread is None:
            return self.reply(question, profile=known, on=on, lang=lang).answer.to_dict()
        return self.converse(thread, question, profile=known, on=on, lang=lang).answer.to_dict()

    def converse(
        self,
        thread: str,
        question: str,
        *,
        profile: Profile | None = None,
        on: date | None = None,
        lang: Language | None = None,
    ) -> Reply:
        """The answer, leaning on the thread of that name and kept in it before it is returned.

        Raises:
            ThreadError: the name is not allowed.
            StateProblem: the file of conversations cannot be used.
            QualiopiError: as `ask`.
        """
        context = self.conversations.context_of(thread)
        reply = self.reply(question, profile=profile, context=context, on=on, lang=lang)
        self.conversations.add(thread, self.finished(question, reply))
        return reply

    def finished(self, question: str, reply: Reply) -> Finished:
        """A turn as it is kept."""
        from assistant.state.records import Finished

        return Finished(check_length(question), reply.answer, reply.context)

    @cached_property
    def conversations(self) -> Conversations:
        """What is kept of this owner's threads; the file is opened when it is first needed."""
        from assistant.state.store import Conversations

        return Conversations(
            self.settings.data_folder(), owner=self._owner, corpus=self.corpus.hash, clock=self.settings.now
        )

    @cached_property
    def training(self) -> Training:
        """The course for newcomers, with this owner's learners; their file is opened when it is first needed."""
        from assistant.school import Training

        return Training(self.corpus, self.settings, self._owner)

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
        return self._chain.invoke(self._request(question, profile, context, on, lang))

    def stream(
        self,
        question: str,
        *,
        profile: Profile | None = None,
        context: Context | None = None,
        on: date | None = None,
        lang: Language | None = None,
    ) -> Iterator[Reply]:
        """The reply as it grows, sentence by sentence where a language model words it; the last one is complete."""
        yield from self.turn.replies(self._request(question, profile, context, on, lang))

    def _request(
        self,
        question: str,
        profile: Profile | None,
        context: Context | None,
        on: date | None,
        lang: Language | None,
    ) -> Request:
        if lang is not None and lang not in LANGUAGES:
            raise QuestionError("question.language", lang=repr(lang), allowed=LANGUAGES)
        return Request(question, on, profile or Profile(), context or Context(), self.settings.day(), lang)

    @property
    def search(self) -> Search:
        """The search, its index built first if it is absent or stale; opened once.

        Raises:
            ModelMissing: the model of the settings cannot be loaded.
            IndexProblem, SettingsError: the index cannot be used or written.
        """
        with self._lock:
            if self._opened is None:
                model = self.prepare_index()
                self._opened = Search.open(self.settings.data_folder(), self.corpus, model)
            return self._opened

    def prepare_index(self) -> Model | None:
        """Build the index if it is absent or stale.

        Raises:
            ModelMissing, IndexProblem, SettingsError: as `search`.

        Returns:
            The model of the settings, not loaded.
        """
        model = chosen(self.settings.embedding_model)
        ensure(self.settings.data_folder(), self.corpus, model=model, progress=self._progress)
        return model

    def warm_up(self) -> None:
        """Open the index and load the model, so that the first question does not wait; meant for a thread.

        Raises:
            QualiopiError: as `search`.
        """
        self.search.find("bonjour", on=self.settings.day())
        self.library.lines.warm_up()

    @property
    def ready(self) -> bool:
        """Whether the index is open."""
        return self._opened is not None


def stream(answer: Answer, shown: str = "") -> Iterator[str]:
    """The answer's Markdown, growing line by line (every line is already checked) from what is shown of it."""
    if not answer.answer.startswith(shown):
        shown = ""
    for line in answer.answer[len(shown) :].splitlines(keepends=True):
        shown += line
        yield shown


def _writer(settings: Settings) -> Writer | None:
    """What words the answers, if the settings name a language model."""
    if not settings.llm:
        return None
    from assistant.generate import Writer
    from assistant.model import configured

    model = configured(settings)
    return Writer(model) if model is not None else None


def _no_tracing() -> None:
    """LangChain sends traces if the environment says so: never from here."""
    for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING"):
        os.environ[name] = "false"

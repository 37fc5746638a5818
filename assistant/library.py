"""The passages at hand, by indicator and facet: the exact route, which needs neither index nor model."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from assistant.meanings import Meanings
from assistant.rules import Profile
from corpus.load import Corpus
from corpus.records import LANGUAGES, Key, Language, Misconception, Sheet
from index.chunk import Chunk, chunks_of
from index.documents import Documents
from index.lexical import Analyzer
from index.lines import Lines


class Library:
    """Sheets and passages of the corpus, in memory.

    Args:
        corpus: as loaded.
        documents: the user's own, if any may be cited.
    """

    def __init__(self, corpus: Corpus, documents: Documents | None = None) -> None:
        self.corpus = corpus
        self.documents = documents
        self.meanings = Meanings()
        self.lines = Lines(corpus)
        self.chunks = chunks_of(corpus)
        self._by_id = {chunk.id: chunk for chunk in self.chunks}
        self._by_place: dict[tuple[Key, str, Language], list[Chunk]] = {}
        for chunk in self.chunks:
            self._by_place.setdefault((chunk.key, chunk.facet, chunk.language), []).append(chunk)
        self._languages = {sheet.language for sheet in corpus.sheets}
        self._analyzers = {language: Analyzer(language) for language in LANGUAGES}
        self._names = {language: self._stems_of_names(language) for language in LANGUAGES}
        self._all_names = {language: frozenset().union(*mine.values()) for language, mine in self._names.items()}

    def language(self, wanted: Language) -> Language:
        """The language of the passages for an answer in `wanted` (French until the English texts exist)."""
        return wanted if wanted in self._languages else "fr"

    def _stems_of_names(self, spoken: Language) -> dict[Key, frozenset[str]]:
        stems = self._analyzers[spoken].stems
        return {key: frozenset(stems(" ".join(names))) for key, names in self.corpus.names(spoken).items()}

    def names_a_subject(self, words: str) -> bool:
        """Whether one of the words names an indicator or a topic."""
        return any(
            not self._all_names[language].isdisjoint(self._analyzers[language].stems(words)) for language in LANGUAGES
        )

    def said_in(self, words: str) -> frozenset[Key]:
        """The indicators and topics of which the words say a whole name, in any language."""
        found: set[Key] = set()
        for language in LANGUAGES:
            stems = set(self._analyzers[language].stems(words))
            found |= {key for name, keys in self._whole_names[language].items() if name <= stems for key in keys}
        return frozenset(found)

    @cached_property
    def _whole_names(self) -> dict[Language, dict[frozenset[str], set[Key]]]:
        """Who bears each name, by its stems."""
        bearers: dict[Language, dict[frozenset[str], set[Key]]] = {language: {} for language in LANGUAGES}
        for language in LANGUAGES:
            for key, names in self.corpus.names(language).items():
                for stems in filter(None, map(self._analyzers[language].stems, names)):
                    bearers[language].setdefault(frozenset(stems), set()).add(key)
        return bearers

    def named_by(self, words: str, spoken: Language) -> set[Key]:
        """The indicators and topics whose names have all of the words (none for no words)."""
        stems = set(self._analyzers[spoken].stems(words))
        return {key for key, mine in self._names[spoken].items() if stems and stems <= mine}

    def chunk(self, chunk_id: str) -> Chunk | None:
        """A passage by id, of the corpus or of the user's documents."""
        found = self._by_id.get(chunk_id)
        return found if found is not None or self.documents is None else self.documents.chunk(chunk_id)

    def sheet(self, key: Key, language: Language) -> Sheet:
        """The sheet of an indicator or topic in `language`, or in French."""
        return self.corpus.sheet(key, self.language(language))

    def passages(self, key: Key, facet: str, language: Language, on: date, profile: Profile) -> list[Chunk]:
        """The passages of a facet that hold on a day and may concern the profile, those for everyone first."""
        here = self._by_place.get((key, facet, self.language(language)), [])
        found = [chunk for chunk in here if chunk.holds(on) and concerns(chunk.publics, profile)]
        return sorted(found, key=lambda chunk: _closeness(chunk, profile))

    @cached_property
    def false_ideas(self) -> tuple[tuple[str, ...], tuple[Misconception, ...]]:
        """How people let false ideas show, in all languages, and the idea of each phrase."""
        pairs = [
            (text, entry)
            for entry in self.corpus.misconceptions.values()
            for language in LANGUAGES
            for text in (entry.said[language], *entry.phrases[language])
        ]
        return tuple(text for text, _ in pairs), tuple(entry for _, entry in pairs)

    @cached_property
    def truths(self) -> tuple[str, ...]:
        """What is true instead, in all languages."""
        ideas = self.corpus.misconceptions.values()
        return tuple(entry.truth(language) for entry in ideas for language in LANGUAGES)


class Focus:
    """Which lines have the words of a question ("... sur les locaux ?").

    Args:
        topic: the question without number, facet and small words.
        language: of the passages.
        known: words that say nothing more, such as the title of the sheet.
    """

    def __init__(self, topic: str, language: Language, known: str = "") -> None:
        self._analyzer = Analyzer(language)
        self._wanted = frozenset(self._analyzer.stems(topic)) - frozenset(self._analyzer.stems(known))

    @property
    def size(self) -> int:
        """How many words of the topic count."""
        return len(self._wanted)

    def share(self, line: str) -> float:
        """Share (0 to 1) of the topic's stems that a line contains; 0 without a topic."""
        if not self._wanted:
            return 0.0
        return len(self._wanted & set(self._analyzer.stems(line))) / len(self._wanted)


_FLAG_OF_TAG = {"alternance": "alternance", "FOAD": "remote", "certifying": "certifying"}


def concerns(publics: Sequence[str], profile: Profile) -> bool:
    """Whether a passage tagged for some publics may concern the profile; what is unknown is kept.

    People with disabilities may come to any provider: {PSH} always concerns.
    """
    return not publics or any(_tag_concerns(tag, profile) for tag in publics)


def _tag_concerns(tag: str, profile: Profile) -> bool:
    if tag in ("CFA", "VAE", "CBC"):
        return not profile.categories or tag in profile.categories
    if tag in _FLAG_OF_TAG:
        if tag in ("alternance", "certifying") and "CFA" in profile.categories:
            return True
        if tag == "certifying" and "VAE" in profile.categories:
            return True
        return getattr(profile, _FLAG_OF_TAG[tag]) is not False
    return True


def publics_of(profile: Profile) -> set[str]:
    """The tags of passages that are for a profile in particular."""
    return set(profile.categories) | {tag for tag, flag in _FLAG_OF_TAG.items() if getattr(profile, flag)}


def _closeness(chunk: Chunk, profile: Profile) -> int:
    """0 for everyone, 1 for a public that the profile is, 2 for the others."""
    if not chunk.publics:
        return 0
    return 1 if publics_of(profile) & set(chunk.publics) else 2

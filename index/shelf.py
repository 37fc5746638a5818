"""The files of a build that hold passages and words: written by `index.build`, read by `index.search`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from corpus.errors import IndexCorrupt
from corpus.records import LANGUAGES, Key, Language, Saying
from index.chunk import Chunk
from index.lexical import Bm25, Lexical
from index.manifest import CHUNKS, WORDS, Manifest, file_sha256
from index.subjects import Subjects

PASSAGES = "passages"


def words_of(
    names: Mapping[Language, Mapping[Key, Sequence[str]]], sayings: Sequence[Saying], chunks: Sequence[Chunk]
) -> tuple[dict[Language, Lexical], dict[Language, Subjects]]:
    """The word indexes of a corpus, by language: passages, and subjects as people call them."""
    passages: dict[Language, Lexical] = {
        language: Lexical.of([chunk.searched for chunk in chunks if chunk.language == language], language)
        for language in LANGUAGES
    }
    subjects = {language: Subjects.of(names[language], sayings, chunks, language) for language in LANGUAGES}
    return passages, subjects


def save_words(folder: Path, passages: Mapping[Language, Lexical], subjects: Mapping[Language, Subjects]) -> None:
    """Write the word indexes into a build."""
    for language in LANGUAGES:
        mine = folder / WORDS / language
        mine.mkdir(parents=True)
        passages[language].index.save(mine / PASSAGES)
        subjects[language].save(mine)


def read_words(folder: Path) -> tuple[dict[Language, Lexical], dict[Language, Subjects]]:
    """What `save_words` wrote.

    Raises:
        IndexCorrupt: it cannot be read.
    """
    words = folder / WORDS
    try:
        passages: dict[Language, Lexical] = {
            language: Lexical(Bm25.open(words / language / PASSAGES), language) for language in LANGUAGES
        }
        return passages, {language: Subjects.open(words / language, language) for language in LANGUAGES}
    except (OSError, ValueError, KeyError, TypeError, EOFError, AttributeError) as error:
        raise IndexCorrupt("index.words", reason=type(error).__name__) from None


def read_chunks(folder: Path, manifest: Manifest) -> list[Chunk]:
    """The passages of a build.

    Raises:
        IndexCorrupt: the file is missing or is not the one that was built.
    """
    if file_sha256(folder / CHUNKS) != manifest.chunks_sha256:
        raise IndexCorrupt("index.passages_changed")
    try:
        lines = (folder / CHUNKS).read_text(encoding="utf-8").splitlines()
        return [Chunk.from_json(line) for line in lines]
    except (TypeError, ValueError, KeyError, OSError) as error:
        raise IndexCorrupt("index.passages", reason=type(error).__name__) from None

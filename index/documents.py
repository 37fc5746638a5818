"""The user's own documents: added, listed, removed, searched. They are cited as theirs, and never reach a rule.

HOME/documents/ID.json    one a file: path, hash of its content, passages
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from corpus.errors import SettingsError
from corpus.said import Said, said
from index.chunk import Chunk
from index.convert import SUFFIXES
from index.lexical import Lexical, fold

FOLDER = "documents"
SOURCE = "user-document"
TIMEOUT = 90
"""Seconds for one file."""
WORDS = 90
"""Words of a passage."""
FEWEST = 6
"""Words of a paragraph; shorter ones are mostly menus and page numbers."""
CHECK = "2"
"""Raise it when the cutting changes: files are then read again."""

State = Literal["added", "replaced", "unchanged", "refused"]


@dataclass(frozen=True)
class Outcome:
    """What became of one file."""

    path: Path
    state: State
    reason: Said | None = None
    passages: int = 0


@dataclass(frozen=True)
class Document:
    """A file that was added."""

    id: str
    path: str
    sha256: str
    indicators: tuple[int, ...]
    """Those its text names."""
    chunks: tuple[Chunk, ...]


class Documents:
    """The documents of one data folder.

    Args:
        home: the data folder.
    """

    def __init__(self, home: Path) -> None:
        self._folder = home / FOLDER
        self._loaded: tuple[tuple[tuple[str, int], ...], list[Document], Lexical | None] | None = None

    def add(self, paths: Iterable[Path], progress: Callable[[int, int], None] | None = None) -> Iterator[Outcome]:
        """Add files, and the files of folders; a file that cannot be read is told and the others are still added.

        Args:
            paths: files or folders; in a folder only the types we read are taken.
            progress: called with (files done, total).

        Raises:
            SettingsError: the data folder cannot be written.
        """
        files = list(dict.fromkeys(_files(paths)))
        for done, path in enumerate(files, start=1):
            yield self._add(path)
            if progress:
                progress(done, len(files))

    def _add(self, path: Path) -> Outcome:
        try:
            digest = hashlib.sha256(CHECK.encode() + path.read_bytes()).hexdigest()
        except OSError as error:
            return Outcome(path, "refused", said("documents.unreadable", reason=error.strerror))
        key = _id(path)
        before = self._read(self._folder / f"{key}.json")
        if before and before.sha256 == digest:
            return Outcome(path, "unchanged", passages=len(before.chunks))
        found = _converted(path)
        if isinstance(found, Said):
            return Outcome(path, "refused", found)
        chunks = tuple(_chunks(path, key, found))
        if not chunks:
            return Outcome(path, "refused", said("documents.short"))
        text = fold(" ".join(chunk.searched for chunk in chunks))
        named = tuple(dict.fromkeys(int(number) for number in re.findall(r"indicateur (\d{1,2})\b", text)))
        self._write(Document(key, str(path), digest, named, chunks))
        return Outcome(path, "replaced" if before else "added", passages=len(chunks))

    def _write(self, document: Document) -> None:
        data = {**asdict(document), "chunks": [json.loads(chunk.to_json()) for chunk in document.chunks]}
        target = self._folder / f"{document.id}.json"
        temporary = target.with_suffix(".new")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            temporary.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
            temporary.replace(target)
        except OSError as error:
            raise SettingsError("home.unusable", home=self._folder, reason=error.strerror) from None

    def _read(self, path: Path) -> Document | None:
        """A stored document, or None if it is absent or damaged."""
        try:
            data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            chunks = tuple(Chunk.from_json(json.dumps(chunk)) for chunk in data["chunks"])
            return Document(data["id"], data["path"], data["sha256"], tuple(data["indicators"]), chunks)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def all(self) -> list[Document]:
        """All documents, by path."""
        return self._load()[0]

    def remove(self, name: str) -> Document:
        """Remove a document by its id, its path or its file name.

        Raises:
            SettingsError: there is none, or several have that name.
        """
        wanted = str(Path(name).absolute())
        found = [d for d in self.all() if name == d.id or wanted == d.path or name == Path(d.path).name]
        if len(found) != 1:
            known = [Path(document.path).name for document in self.all()] or said("documents.none")
            what = said("documents.several") if found else said("documents.unknown")
            raise SettingsError("documents.which", name=name, what=what, known=known)
        (self._folder / f"{found[0].id}.json").unlink(missing_ok=True)
        return found[0]

    def chunk(self, chunk_id: str) -> Chunk | None:
        """A passage by id."""
        return next((c for d in self.all() for c in d.chunks if c.id == chunk_id), None)

    def find(self, question: str, k: int = 3) -> list[tuple[Chunk, float]]:
        """Passages and BM25 scores, best first."""
        documents, lexical = self._load()
        if lexical is None:
            return []
        chunks = [chunk for document in documents for chunk in document.chunks]
        return [(chunks[position], score) for position, score in lexical.rank(question)[:k]]

    def _load(self) -> tuple[list[Document], Lexical | None]:
        """The documents and their index, read again when a file of the folder changed."""
        files = sorted(self._folder.glob("*.json")) if self._folder.is_dir() else []
        signature = tuple((path.name, path.stat().st_mtime_ns) for path in files)
        if self._loaded is None or self._loaded[0] != signature:
            documents = sorted(filter(None, map(self._read, files)), key=lambda document: document.path)
            texts = [chunk.searched for document in documents for chunk in document.chunks]
            self._loaded = (signature, documents, Lexical.of(texts, "fr") if texts else None)
        return self._loaded[1], self._loaded[2]


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        whole = path.expanduser().absolute()
        if whole.is_dir():
            yield from (file for file in sorted(whole.rglob("*")) if file.is_file() and file.suffix.lower() in SUFFIXES)
        else:
            yield whole


def _id(path: Path) -> str:
    return hashlib.sha256(str(path).encode()).hexdigest()[:16]


def _converted(path: Path) -> list[tuple[str, str]] | Said:
    """The parts of a file, or why it was refused; read in a process of its own, so that no file can take us down."""
    command = [sys.executable, "-m", "index.convert", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=False, cwd=Path(__file__).parents[1])
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return said("convert.slow", seconds=TIMEOUT)
    except ValueError:
        return said("convert.stopped")
    if "error" in answer:
        return Said(answer["error"], answer["values"])
    return [tuple(part) for part in answer["parts"]]


def _chunks(path: Path, key: str, parts: list[tuple[str, str]]) -> Iterator[Chunk]:
    seen: set[str] = set()
    for above, text in parts:
        for number, passage in enumerate(_packed(_paragraphs(text)), start=1):
            locator = above or f"passage {number}"
            digest = hashlib.sha256(f"{key}\0{locator}\0{passage}".encode()).hexdigest()
            if passage not in seen:
                seen.add(passage)
                yield Chunk(
                    id=digest,
                    indicator=None,
                    topic=f"document:{key}",
                    criterion=None,
                    facet="details",
                    language="fr",
                    publics=(),
                    start=None,
                    end=None,
                    source=SOURCE,
                    locator=f"{path.name}, {locator}",
                    confidence="low",
                    title=f"{path.name} – {locator}",
                    text=passage,
                    empty=False,
                )


def _paragraphs(text: str) -> Iterator[str]:
    """Paragraphs as plain text: no links, images or markup, no menu entries."""
    for block in re.split(r"\n\s*\n|\n(?=\s*[-*•] )", text):
        plain = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", block)
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", plain)
        plain = re.sub(r"<[^>]{0,200}>|[*_`#|]{1,}", " ", plain)
        plain = re.sub(r"\[(\d+)\]", r"(\1)", plain)  # would read as one of our markers
        plain = re.sub(r"[\u200b-\u200f\u202a-\u202e\ufeff\x00-\x08\x0b-\x1f]", "", plain)
        plain = " ".join(plain.split()).removeprefix("- ").removeprefix("• ")
        if len(plain.split()) >= FEWEST:
            yield plain


def _packed(paragraphs: Iterable[str]) -> Iterator[str]:
    """Texts of at most `WORDS` words; a longer paragraph is cut at sentences, or else at words."""
    lines: list[str] = []
    used = 0
    for piece in (piece for paragraph in paragraphs for piece in _pieces(paragraph)):
        size = len(piece.split())
        if lines and used + size > WORDS:
            yield "\n".join(lines)
            lines, used = [], 0
        lines.append(piece)
        used += size
    if lines:
        yield "\n".join(lines)


def _pieces(paragraph: str) -> Iterator[str]:
    for sentence in re.split(r"(?<=[.!?…])\s+", paragraph) if len(paragraph.split()) > WORDS else [paragraph]:
        words = sentence.split()
        for start in range(0, len(words), WORDS):
            yield " ".join(words[start : start + WORDS])

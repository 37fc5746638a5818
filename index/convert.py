"""Turns a user's file into text with locators, in a process of its own with limits. The only door to markitdown.

python -m index.convert FILE      prints {"parts": [[locator, text], ...]} or {"error": id, "values": {...}} as JSON
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from corpus.errors import QualiopiError

SUFFIXES = (".md", ".txt", ".html", ".htm", ".pdf", ".docx")
MAX_BYTES = 20_000_000
MAX_UNPACKED = 100_000_000
"""Bytes of a DOCX once unpacked: more is a zip bomb."""
MAX_PAGES = 300
MEMORY = 3_000_000_000
"""Bytes of address space for one conversion, where the system lets us say so."""


class Refused(QualiopiError):
    """The file cannot be read; the text says why, in one line."""


def parts_of(path: Path) -> list[tuple[str, str]]:
    """Locator ("page 3", or the headings above; empty = none) and text of each part.

    Raises:
        Refused: unknown suffix, wrong content for the suffix, too large, encrypted, or without text.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        if not suffix:
            raise Refused("convert.no_suffix", allowed=SUFFIXES)
        raise Refused("convert.suffix", suffix=suffix, allowed=SUFFIXES)
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise Refused("convert.large", size=f"{size / 1e6:.0f}", most=f"{MAX_BYTES / 1e6:.0f}")
    parts = list(_pages(path) if suffix == ".pdf" else _sections(_markdown(path, suffix)))
    parts = [(locator, text) for locator, text in parts if text.strip()]
    if not parts:
        raise Refused("convert.no_text")
    return parts


def _pages(path: Path) -> Iterator[tuple[str, str]]:
    from pdfminer.high_level import extract_text
    from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    with path.open("rb") as file:
        if not file.read(1024).lstrip().startswith(b"%PDF"):
            raise Refused("convert.not_pdf")
        file.seek(0)
        try:
            count = sum(1 for _ in PDFPage.create_pages(PDFDocument(PDFParser(file))))
            if count > MAX_PAGES:
                raise Refused("convert.pages", count=count, most=MAX_PAGES)
            text = extract_text(str(path))
        except (PDFPasswordIncorrect, PDFEncryptionError):
            raise Refused("convert.password") from None
        except PDFException as error:
            raise Refused("convert.pdf", reason=type(error).__name__) from None
    for number, page in enumerate(text.split("\f"), start=1):
        yield f"page {number}", page


def _markdown(path: Path, suffix: str) -> str:
    data = path.read_bytes()
    if suffix == ".docx":
        _check_archive(path)
    elif b"\0" in data[:100_000]:
        raise Refused("convert.binary")
    if suffix in (".md", ".txt"):
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return data.decode("cp1252", errors="replace")
    from markitdown import MarkItDown

    return str(MarkItDown(enable_plugins=False).convert_local(str(path)).text_content)


def _check_archive(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            names = archive.namelist()
            encrypted = any(entry.flag_bits & 1 for entry in archive.infolist())
    except zipfile.BadZipFile:
        raise Refused("convert.not_docx_or_protected") from None
    if encrypted:
        raise Refused("convert.password")
    if unpacked > MAX_UNPACKED:
        raise Refused("convert.archive", size=f"{unpacked / 1e6:.0f}")
    if "word/document.xml" not in names:
        raise Refused("convert.not_docx")


def _sections(markdown: str) -> Iterator[tuple[str, str]]:
    """Texts under each heading; the locator is the chain of headings above, empty before the first."""
    chain: list[tuple[int, str]] = []
    lines: list[str] = []
    for line in [*markdown.splitlines(), "# "]:
        found = re.match(r"(#{1,6})\s+(.*)", line) or (re.match(r"(#)( )$", line) if line == "# " else None)
        if not found:
            lines.append(line)
            continue
        yield " > ".join(title for _, title in chain), "\n".join(lines)
        lines = []
        level = len(found[1])
        chain = [(depth, title) for depth, title in chain if depth < level]
        chain.append((level, found[2].strip().strip("*#").strip()))


def main() -> None:
    """Convert the file named on the command line."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, ValueError, OSError):
        pass  # Windows, or a system that does not let us
    try:
        answer: dict[str, object] = {"parts": parts_of(Path(sys.argv[1]))}
    except Refused as error:
        answer = _told(error)
    except MemoryError:
        answer = _told(Refused("convert.memory"))
    except Exception as error:  # a converter fails in many ways on damaged files
        answer = _told(Refused("documents.unreadable", reason=type(error).__name__))
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8"))


def _told(error: Refused) -> dict[str, object]:
    """What `index.documents` puts together again."""
    return {"error": error.said.id, "values": error.said.values}


if __name__ == "__main__":
    main()

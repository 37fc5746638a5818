"""Finds runs of 12 words that a text shares with the reference texts, by hashed shingles.

    python -m tests.overlap corpus/fr/indicator-12.md     lists the shared runs of a file
    python -m tests.overlap --record FOLDER               writes tests/data/reference-shingles.bin again

Only hashes are stored, so the check also runs where the reference texts are absent.
"""

from __future__ import annotations

import hashlib
import re
import sys
import unicodedata
from pathlib import Path

RUN = 12
STORE = Path(__file__).parent / "data" / "reference-shingles.bin"
_BYTES = 8


def words(text: str) -> list[str]:
    """Lower-cased words without accents, punctuation or markup."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z0-9]+", plain)


def shingles(text: str) -> dict[bytes, str]:
    """Hash -> run of 12 words; runs of numbers alone (lists of indicators are facts, not wording) are left out."""
    found = words(text)
    runs = (found[i : i + RUN] for i in range(len(found) - RUN + 1))
    wordy = (" ".join(run) for run in runs if not all(word.isdigit() for word in run))
    return {hashlib.blake2b(run.encode(), digest_size=_BYTES).digest(): run for run in wordy}


def recorded() -> set[bytes]:
    """The hashes of the reference texts."""
    data = STORE.read_bytes()
    return {data[i : i + _BYTES] for i in range(0, len(data), _BYTES)}


def shared_runs(text: str) -> list[str]:
    """The runs of `text` that a reference text has too."""
    known = recorded()
    return [run for digest, run in shingles(text).items() if digest in known]


def record(folder: Path) -> int:
    """Store the hashes of all `.md` and `.txt` files under `folder`; returns how many."""
    hashes: set[bytes] = set()
    for path in sorted([*folder.rglob("*.md"), *folder.rglob("*.txt")]):
        hashes |= set(shingles(path.read_text(encoding="utf-8", errors="replace")))
    STORE.parent.mkdir(exist_ok=True)
    STORE.write_bytes(b"".join(sorted(hashes)))
    return len(hashes)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--record"]:
        print(record(Path(sys.argv[2])))
    else:
        for name in sys.argv[1:]:
            for run in shared_runs(Path(name).read_text(encoding="utf-8")):
                print(f"{name}: {run}")

"""Does each sentence rest on what it cites.

Method: a sentence is supported if at least `ENOUGH` of its content stems stand in the passages that it cites, and so do
all its numbers and all its words of a closed class (severity, public, extent, duty), and it denies as often as the
part of the passage that is nearest to it. It only judges French sentences over French passages; sentences that rest
on rules alone are counted apart. Its error rate on labelled pairs is in `eval/scorers/README.md`.
"""

from __future__ import annotations

import re

from assistant.claims.text import normal
from assistant.rules import Reader
from assistant.vet.words import analyzer
from eval.records import Case, Cited, Response, Score
from index.lexical import fold

ENOUGH = 0.6
_MARKERS = re.compile(r"\[(\d+)\]")
_DENIES = re.compile(r"\b(?:ne|n'|pas|aucune?|jamais|sans|ni|non|sauf)\b|\bn'")


_CLOSED = tuple(
    re.compile(rf"\b(?:{words})")
    for words in (
        "mineure", "majeure", r"cfa\b|apprenti", r"vae\b", r"bilans?\b|cbc\b", "handicap", "alternan",
        r"tou(?:s|tes?) (?:les|l|ses|ces|vos)\b|chaque\b", "toujours|systematiq", "jamais", "seul|uniquement|exclusiv",
        "obligatoire|doi(?:t|vent)|exig|impos|faut", "interdi", "au moins|minimum", "au plus|maximum|plafonn|depasser",
    )
)  # fmt: skip
"""Words that change whom a sentence is about, how severe, how far: each class must be in the passage too."""


def verbatim(case: Case, response: Response, reader: Reader) -> Score:
    """Share of passage quotes that stand word for word in their passage."""
    quotes = [cited for cited in response.cited if cited.kind == "passage"]
    if not quotes:
        return Score(None, "aucun passage cité")
    wrong = [cited.marker for cited in quotes if not cited.passage or cited.quote not in cited.passage]
    return Score(1 - len(wrong) / len(quotes), f"citations {wrong} non littérales" if wrong else "")


def support(case: Case, response: Response, reader: Reader) -> Score:
    """Share of sentences that cite passages and are supported by them."""
    judged = []
    for sentence, cited in _sentences(response):
        passages = [found.passage for found in cited if found.passage]
        if passages and response.language == "fr":
            judged.append((sentence, supported(sentence, "\n".join(passages))))
    if not judged:
        return Score(None, "aucune phrase jugeable")
    weak = [sentence for sentence, held in judged if not held]
    return Score(1 - len(weak) / len(judged), f"non soutenu : {weak[0][:120]}" if weak else "")


def by_rule(case: Case, response: Response, reader: Reader) -> Score:
    """Share of sentences with a citation that rest on rules alone."""
    found = [cited for _, cited in _sentences(response) if cited]
    if not found:
        return Score(None, "aucune phrase citée")
    return Score(sum(all(one.kind == "rule" for one in cited) for cited in found) / len(found))


def supported(sentence: str, passage: str) -> bool:
    """Whether a passage supports a sentence (see the method above)."""
    stems = set(analyzer("fr").stems(sentence))
    theirs = set(analyzer("fr").stems(passage))
    if stems and len(stems & theirs) / len(stems) < ENOUGH:
        return False
    if not _numbers(sentence) <= _numbers(passage):
        return False
    mine, others = fold(sentence), fold(passage)
    if any(pattern.search(mine) and not pattern.search(others) for pattern in _CLOSED):
        return False
    return _denials(sentence) == _denials(_nearest(stems, passage))


def _nearest(stems: set[str], passage: str) -> str:
    """The sentence of a passage that shares most stems."""
    parts = [part for part in re.split(r"(?<=[.;:!?])\s+|\n", passage) if part.strip()]
    return max(parts, key=lambda part: len(stems & set(analyzer("fr").stems(part))), default=passage)


def _denials(text: str) -> bool:
    return bool(_DENIES.search(fold(text)))


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+", normal(text)))


def _sentences(response: Response) -> list[tuple[str, list[Cited]]]:
    """The lines of an answer with what they cite; lines without marker only lead or ask."""
    by_marker = {cited.marker: cited for cited in response.cited}
    found = []
    for line in response.text.splitlines():
        markers = [int(number) for number in _MARKERS.findall(line)]
        text = re.sub(r"\([^()]*\)\s*$", "", _MARKERS.sub("", line).strip()).strip("-* ")
        text = re.sub(r"^\*\*[^*]+ ?:\*\*", "", text).strip()
        if markers and text:
            found.append((text, [by_marker[marker] for marker in markers if marker in by_marker]))
    return found

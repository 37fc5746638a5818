"""The answer worded by a language model: each sentence is verified before it is shown.

Only lines that rest on passages of the corpus are worded. Facts, figures, corrections, questions, notes and the user's
own documents are put in by the code as they are. The composed answer stands behind.
"""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import prompts
from assistant.claims.check import examined
from assistant.compose.desk import ADVICE, Desk
from assistant.draft import Draft, Line, PassageSupport, quoted
from assistant.ground import USER_DOCUMENT, checked
from assistant.model import Model, ModelFailure
from assistant.record import Mode
from assistant.vet import Passage, Sentences, Vetted, vetted
from assistant.vet.clauses import share_of_all
from assistant.vet.figures import figures
from assistant.vet.passage import plain
from corpus.records import LANGUAGES
from index.chunk import Chunk
from index.lexical import fold

FEWEST = 2
"""Sentences that must hold before any is shown: one out of several tells too little to replace the composed lines."""
MOST = 10
"""Sentences shown."""
PATIENCE = 5
"""Sentences left out, and more than were kept, after which the model is not listened to any more."""
LONGEST_QUESTION = 2000
"""Characters of the question that the model is given."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Told:
    """The lines of an answer, or of the part of it that is ready."""

    lines: tuple[Line, ...]
    mode: Mode = "composed"
    prompt: str | None = None
    """Digest of the prompt, if a model was asked."""


@dataclass(frozen=True)
class _Given:
    """A passage as the model is given it."""

    chunk: Chunk
    passage: Passage
    """Without the lines that hold figures or facts of the rules."""


class Writer:
    """Words answers with a language model.

    Args:
        model: asked once per answer.
    """

    def __init__(self, model: Model) -> None:
        self._model = model
        self._prompts = {language: prompts.load(f"answer.{language}") for language in LANGUAGES}

    def tell(self, question: str, desk: Desk, lines: tuple[Line, ...]) -> Iterator[Told]:
        """The answer growing, the last one complete; what was shown once stays.

        Args:
            question: as it was asked.
            desk: the library, the rules and the language of the answer.
            lines: of the composed answer, checked; the last one says for which day it holds.
        """
        given = _given(lines, desk)
        chunks = [one.chunk.id for one in given.values()]
        worded = [
            line for line in lines if _wordable(line, desk) and all(s.chunk.id in chunks for s in _passages(line))
        ]
        if not worded:
            yield Told(lines)
            return
        first = lines.index(worded[0])
        before, after = lines[:first], tuple(line for line in lines[first:] if line not in worded)
        prompt = self._prompts[desk.language]
        if before:
            yield Told(before, prompt=prompt.digest)
        needed = min(FEWEST, len(worded))
        kept: list[Line] = []
        for line in self._lines(question, desk, given, (*before, *after)):
            kept.append(line)
            if len(kept) >= needed:
                yield Told((*before, *kept), "generated", prompt.digest)
        if len(kept) < needed:
            note = Line(desk.say("llm.fallback"), "note")
            yield Told((*lines[:-1], note, lines[-1]), prompt=prompt.digest)
            return
        cited = {support.chunk.id for line in kept for support in _passages(line)}
        unsaid = [line for line in worded if not cited & {support.chunk.id for support in _passages(line)}]
        note = Line(desk.say("llm.worded", name=self._model.name), "note")
        yield Told((*before, *kept, *unsaid, *after[:-1], note, *after[-1:]), "generated", prompt.digest)

    def _lines(self, question: str, desk: Desk, given: dict[int, _Given], said: tuple[Line, ...]) -> Iterator[Line]:
        """The sentences of the model that hold, as lines; a failure of the model ends them."""
        left_out: Counter[str] = Counter()
        texts: set[str] = set()
        before: Vetted | None = None
        failure = "-"
        try:
            for sentence in self._sentences(question, desk, given, said):
                before = vetted(
                    sentence, {n: one.passage for n, one in given.items()}, desk.language, desk.reader, before
                )
                line = None if before.fault or before.text in texts else _line(before, given, desk)
                if line is None:
                    left_out[before.fault or "repeated"] += 1
                    if left_out.total() >= PATIENCE and left_out.total() > len(texts):
                        break
                    continue
                texts.add(before.text)
                yield line
                if len(texts) >= MOST:
                    break
        except ModelFailure as error:
            failure = str(error)
        digest = self._prompts[desk.language].digest
        _log.info("prompt %s: kept %d, left out %s, failure %s", digest, len(texts), dict(left_out), failure)

    def _sentences(self, question: str, desk: Desk, given: dict[int, _Given], said: tuple[Line, ...]) -> Iterator[str]:
        prompt = self._prompts[desk.language]
        request = prompt.request(
            {
                "question": _quoted(question[:LONGEST_QUESTION]),
                "evidence": "\n".join(f"[{n}] {_quoted(one.passage.text)}" for n, one in given.items()),
                "said": "\n".join(f"- {line.text}" for line in said if _tellable(line)) or "-",
            }
        )
        cutter = Sentences()
        for piece in self._model.stream(prompt.system, request):
            yield from cutter.add(piece)
        yield from cutter.end()


def _passages(line: Line) -> list[PassageSupport]:
    return [support for support in line.support if isinstance(support, PassageSupport)]


def _wordable(line: Line, desk: Desk) -> bool:
    """Whether a line is guidance from the corpus in the language of the answer, without any fact of the rules."""
    passages = _passages(line)
    if line.kind != "bullet" or not passages or len(passages) < len(line.support):
        return False
    if any(one.chunk.source == USER_DOCUMENT or one.chunk.language != desk.language for one in passages):
        return False
    return not _hard(line.text, line.indicator, desk)


def _tellable(line: Line) -> bool:
    """Whether the model may know that a line is said: the user's own documents stay here."""
    return line.kind == "bullet" and all(one.chunk.source != USER_DOCUMENT for one in _passages(line))


def _hard(text: str, indicator: int | None, desk: Desk) -> bool:
    """Whether a text holds a figure, or something that the rules tell."""
    own = {str(indicator)} if indicator is not None else set()
    return bool(figures(plain(text)) - own) or bool(examined(text, desk.reader, indicator=indicator))


def _given(lines: tuple[Line, ...], desk: Desk) -> dict[int, _Given]:
    """The passages of the lines to be worded, numbered from 1."""
    found = {one.chunk.id: one.chunk for line in lines if _wordable(line, desk) for one in _passages(line)}
    passages = [(chunk, _soft(chunk, desk)) for chunk in found.values()]
    told = [(chunk, text) for chunk, text in passages if text]
    return {
        number: _Given(chunk, Passage("\n".join(filter(None, (desk.tags(chunk), text))), chunk.facet, chunk.indicator))
        for number, (chunk, text) in enumerate(told, start=1)
    }


def _soft(chunk: Chunk, desk: Desk) -> str:
    """A passage without its lines that hold facts."""
    return "\n".join(line for line in chunk.text.splitlines() if not _hard(line, chunk.indicator, desk))


def _quoted(text: str) -> str:
    """As data that no text can break out of."""
    return json.dumps(text, ensure_ascii=False)


def _line(verdict: Vetted, given: dict[int, _Given], desk: Desk) -> Line | None:
    """A sentence as a line with its quotes, its public and its reserves; None if the common check refuses it."""
    chunks = [given[marker].chunk for marker in verdict.markers]
    label = desk.tags(chunks[0])
    before = desk.prefix(label) if fold(label) not in fold(verdict.text) else ""
    advice = f" ({desk.say('reserve.advice')})" if any(chunk.source == ADVICE for chunk in chunks) else ""
    reserves = dict.fromkeys([advice, *(desk.reserve(chunk.confidence) for chunk in chunks)])
    indicators = {chunk.indicator for chunk in chunks}
    line = Line(
        before + verdict.text + "".join(reserves),
        "bullet",
        tuple(_quote(verdict.text, chunk, desk) for chunk in chunks),
        indicators.pop() if len(indicators) == 1 else None,
    )
    kept = checked(Draft("answer", (line,)), desk.library, desk.reader).lines
    return replace(line, support=tuple(dict.fromkeys(line.support))) if kept else None


def _quote(sentence: str, chunk: Chunk, desk: Desk) -> PassageSupport:
    """The line of a passage that is nearest to a sentence, word for word."""
    lines = [line.removeprefix("- ") for line in chunk.text.splitlines() if line.strip()]
    return quoted(chunk, max(lines, key=lambda line: share_of_all(sentence, [Passage(line)], desk.language)))

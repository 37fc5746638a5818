"""What the user's own documents say beside the corpus: quoted as theirs, never mixed into rules."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.compose.desk import Desk
from assistant.draft import Draft, Line, quoted
from assistant.library import Focus
from assistant.question import Question
from index.chunk import Chunk
from index.lexical import fold

ENOUGH = 0.6
"""Share of the question's words that a passage must say."""
FEWEST = 2
"""Words that it must share at least, unless the question has only one."""
AT_MOST = 2


def beside(draft: Draft, question: Question, desk: Desk) -> Draft:
    """The draft with what the user's documents say, or an answer from them alone where the corpus has nothing."""
    documents = desk.library.documents
    if documents is None or question.refused or "greet" in question.intents or draft.outcome == "clarify":
        return draft
    focus = Focus(question.text, "fr")
    if focus.size < FEWEST:
        return draft
    hits = [chunk for chunk, _ in documents.find(question.text) if focus.share(chunk.searched) >= ENOUGH]
    lines = [_line(chunk, focus, desk) for chunk in hits[:AT_MOST]]
    if not lines:
        return draft
    if draft.outcome == "abstain":
        return Draft("answer", (Line(desk.say("own.only"), "lead"), *lines), suggestions=draft.suggestions)
    return replace(draft, lines=(*draft.lines, Line(desk.say("own.beside"), "note"), *lines))


def _line(chunk: Chunk, focus: Focus, desk: Desk) -> Line:
    """The line of a passage that is closest to the question, as the user wrote it."""
    closest = max(chunk.lines, key=focus.share)
    support = quoted(chunk, closest)
    named = {int(found) for found in re.findall(r"indicateur (\d{1,2})\b", fold(closest))}
    text = f"{support.quote} ({desk.say('own.label')} : {chunk.locator})"
    return Line(text, "bullet", (support,), named.pop() if len(named) == 1 else None)

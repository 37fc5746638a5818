"""Several short answers as one: numbered, each with its own citations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from assistant.compose.desk import Desk, within
from assistant.draft import Draft, Line

Item = TypeVar("Item")
ROOM = 95
"""Words of a part: a rule may say more than a passage."""


def together(drafts: Sequence[Draft], desk: Desk, left: Sequence[str] = ()) -> Draft:
    """One draft of many, in the order of the questions; an abstention only if all abstain.

    Args:
        drafts: at least one.
        desk: of the whole message.
        left: the questions that are not answered here, named so that nothing gets lost.
    """
    lines: list[Line] = []
    cut = False
    for number, draft in enumerate(drafts, start=1):
        shown = within([line for line in draft.lines if line.text], ROOM, desk)
        cut = cut or any(line.left for line in shown)
        first, *rest = (line for line in shown if not line.left)
        lines += [replace(first, text=f"**{number}.** {first.text}", kind="lead"), *rest]
    if cut:
        lines.append(Line(desk.say("more.parts"), "note"))
    if left:
        quoted = " ".join(desk.say("quoted", text=text) for text in left)
        lines.append(Line(desk.say("left.parts", questions=quoted), "note"))
    answered = [draft for draft in drafts if draft.outcome == "answer"]
    return Draft(
        outcome="answer" if answered else drafts[0].outcome,
        lines=tuple(lines),
        indicators=_once(draft.indicators for draft in answered),
        related=(),
        topics=_once(draft.topics for draft in answered),
        suggestions=_once(draft.suggestions for draft in drafts)[:2],
        facts=_once(draft.facts for draft in answered),
        trace=tuple(step for draft in answered for step in draft.trace),
        asked=drafts[-1].asked,
    )


def _once(groups: Iterable[Iterable[Item]]) -> tuple[Item, ...]:
    found: list[Item] = []
    for group in groups:
        found += [item for item in group if item not in found]
    return tuple(found)

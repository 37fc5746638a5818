"""Claims on where delays start, and on applying again straight after a refusal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.claims.cues import first, has
from assistant.claims.facts import fact
from assistant.claims.negation import denied
from assistant.claims.records import Found, found
from assistant.claims.scope import Scene, Segment
from assistant.rules.shown import Amount


def claims(segment: Segment, scene: Scene) -> Iterator[Found]:
    """What a segment claims on these starts."""
    yield from _start(segment, scene)
    if not scene.planned:
        yield from _at_once(segment, scene)


def _start(segment: Segment, scene: Scene) -> Iterator[Found]:
    """Delays run from the notification, not from the audit or the report."""
    text = segment.text
    start = first("starts", text)
    if (
        not start
        or not (has("nonconformity", scene.text) or (has("notified", scene.text) and has("audit_day", scene.text)))
        or not re.search(
            r"delai|mois|jours|deadline|months?|days|compte a rebours|chrono|compteur|clock|countdown"
            r"|time|decompte|correct|lev",
            scene.text,
        )
    ):
        return
    said = first("audit_day", text[start.start() :])
    notified = first("notified", text[start.start() :])
    if (not said and not notified) or re.search(r"surveillance|renouvel|renewal|plan d'action", scene.text):
        return
    if notified and (not said or notified.start() < said.start()):
        told = denied(text[: start.start() + notified.start()], 35)
        holds = not told
    else:
        assert said is not None
        told = denied(text[: start.start() + said.start()], 35) or segment.negated
        holds = bool(told)
    fact(segment.reader, "major-correction")
    fact(segment.reader, "minor-correction")
    yield found("deadline", "start of the delay", text.strip()[:60], holds, "from_notification")


def _at_once(segment: Segment, scene: Scene) -> Iterator[Found]:
    """After a refusal one does not apply again straight away."""
    text = segment.text
    soon = first("straight_away", text)
    again = has("again", text) or (has("again", scene.text) and len(scene.segments) <= 3)
    if again and soon and has("refused", scene.text):
        bare = f"{text[: soon.start()]} {text[soon.end() :]}"
        if has("negation", bare) or re.search(
            r"(?<![a-z])(?:pas|ni (?:le|la|l'|meme)|nor|neither|aucune? (?:nouv|demande)|no (?:new|fresh))", bare
        ):
            return
        time = fact(segment.reader, "reapply-delay")
        if time is not None:
            yield found("deadline", "new application", "straight away", False, "reapply", time=Amount(time, "month"))

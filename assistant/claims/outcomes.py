"""Claims on what findings lead to: one sheet per indicator, no certificate with an open major, minors that add up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.claims.cues import first, has
from assistant.claims.facts import fact
from assistant.claims.records import Found, found
from assistant.claims.scope import Scene, Segment
from assistant.rules.shown import Amount

_NOT = re.compile(r"(?<![a-z])(?:pas|jamais|ne|n'|not|never|no|aucune?|ni|nor|cannot|sans|without|[a-z]+n't)(?![a-z])")
_ONE = re.compile(
    r"(?:une?|1|la|meme) seule (?:et meme )?(?:fiche|nc|non[- ]conform|ecart)|(?:a single"
    r"|only (?:1|one)|just (?:1|one)|(?:1|one)) "
    r"(?:and the same )?(?:sheet|report|nc|non[- ]?conform|form)(?![^,;:.]{0,25}per (?:finding|observation|shortfall))"
)
_SAME = re.compile(
    r"(?:meme|seul|1|chaque|par|d'un|pour un|sur un) (?:seul )?indicateur|(?:single|one|1|same|each|per|an) indicator"
)
_IF = re.compile(
    r"(?<![a-z])(?:si|s'il|quand|lorsque|if|when|once|after|apres|une fois|provided|tant que|as long as|until)(?![a-z])"
)
_SURVEILLED = re.compile(r"surveillance|suspen|retrait|retir|withdr|conserv|garde|keep")
_ALL = re.compile(r"tous|toutes|totalite|ensemble|integralite|(?<![a-z])all|every|whole|entire")
_SUBSET = re.compile(
    r"ne [^,;:]{0,30}qu(?:e |'|')|seule?s?|uniquement|seulement|only|just|solely|dispens\w*"
    r"|exempt\w*|echapp\w*|aucun indicateur"
    r"|no indicator|skip\w*|quelques|a few|some of|limit\w*|se borne|la plupart"
)
_NEVER_MADE = re.compile(
    r"(?:quel que soit|peu importe|whatever|no matter|regardless of|however many)[^;.]{0,40}(?:mineure?s|minors)"
    r"|(?:le nombre de|the number of)[^,;:]{0,12}(?:mineure?s|minors)[^;.]{0,20}(?:aucun\w*|pas"
    r"|no|not|n'a|doesn't|never)"
)


def claims(segment: Segment, scene: Scene) -> Iterator[Found]:
    """What a segment claims on these outcomes."""
    yield from _sheets(segment, scene)
    yield from _open_major(segment, scene)
    yield from _no_contract(segment, scene)
    yield from _never_five(segment, scene)


def _sheets(segment: Segment, scene: Scene) -> Iterator[Found]:
    several = first("several_sheets", segment.text)
    if several is None or not (
        _SAME.search(scene.text) or re.search(r"par (?:constat|ecart|preuve)|per finding", several[0])
    ):
        return
    count = fact(segment.reader, "one-sheet-per-indicator")
    if count is None or re.search(r"plusieurs indicateurs|several indicators|different indicators", scene.text):
        return
    told = (
        bool(
            _NOT.search(segment.text[: several.start()])
            or _ONE.search(segment.text if segment.stance == "denied" else scene.text)
        )
        or segment.negated
    )
    yield found("count", "sheets per indicator", several[0], told, "one_sheet", count=count)


def _open_major(segment: Segment, scene: Scene) -> Iterator[Found]:
    """The certificate is not issued while a major is open."""
    text = scene.text
    if not (has("major", text) and has("certificate", text)) or segment is not scene.segments[-1]:
        return
    blocked = re.search(
        r"n'empeche(?:nt)? pas|ne bloque(?:nt)? pas|(?:does|do|will) not (?:prevent|block|stop)"
        r"|(?:does|do|wo)n't (?:prevent|block|stop)",
        text,
    )
    despite = has("major_open", text) and has("delivered", text)
    unlifted = has("not_lifted", text) or re.search(
        r"ouverte?s?|open|pendante|toujours la|unresolved|outstanding|en cours", text
    )
    if not unlifted or not (blocked or despite) or _SURVEILLED.search(text) or has("minor", text):
        return
    if not blocked and (
        _IF.search(text)
        or _NOT.search(re.sub(r"non (?:levee|corrigee|soldee)s?|not (?:yet )?(?:lifted|closed)", "", text))
    ):
        return
    time = fact(segment.reader, "major-correction")
    if time is not None:
        yield found(
            "deadline", "open major", "certificate all the same", False, "major_blocks", time=Amount(time, "month")
        )


def _no_contract(segment: Segment, scene: Scene) -> Iterator[Found]:
    """A subcontractor without a contract is audited on every indicator of the category."""
    text = scene.text
    if not has("subcontractor", text) or not has("no_contract", text) or segment is not scene.segments[-1]:
        return
    if re.search(r"aucun indicateur n'|no indicator (?:escapes|is left)", text):
        return
    if _ALL.search(text) or not _SUBSET.search(text) or not re.search(r"indicat|audit|verif|check", text):
        return
    told = fact(segment.reader, "subcontractor-no-contract")
    if told is not None:
        yield found("list", "subcontractor without a contract", "some indicators only", False, "as_told", text=told)


def _never_five(segment: Segment, scene: Scene) -> Iterator[Found]:
    """Minors that would never count as a major, however many."""
    limit = fact(segment.reader, "minors-make-major")
    if limit is None or segment is not scene.segments[-1] or not _NEVER_MADE.search(scene.text):
        return
    if has("major", scene.text) and re.search(
        r"(?<![a-z])(?:jamais|pas|aucun\w*|never|not|[a-z]+n't)(?![a-z])[^;.]{0,45}maj", scene.text
    ):
        yield found("deadline", "minors that make a major", "never", False, "five_minors", n=limit)

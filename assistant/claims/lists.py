"""Claims that put an indicator into a list or out of it: subcontractors, new entrants, surveillance, reform."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.claims.cues import has
from assistant.claims.facts import fact
from assistant.claims.records import Found, found
from assistant.claims.scope import Scene, Segment

_WHOLE = re.compile(
    r"=|liste|list\b|sont les suivants|are the following|seuls? (?:les )?|only|uniquement|(?:^"
    r"|\W)(?:voici|here are)|\d+ indicat"
)


_COMPARED = re.compile(
    r"(?:au meme titre que?|tout comme|comme|autant que?|just like|like|as much as"
    r"|the same (?:way )?as|in the same way as|as well as)"
    r" ?(?:l'|le |les |au |aux |pour |the |any |a |an |for |un )*(?:au )?(?:donneurs? d'ordres?"
    r"|principal|contracting \w+)"
    r"|(?:au meme titre )?qu'au donneur d'ordres?|qu'un donneur d'ordres?"
)


def claims(segment: Segment, scene: Scene) -> Iterator[Found]:
    """What a segment claims on the lists."""
    numbers = segment.numbers
    if not numbers:
        if scene.indicator is not None and re.search(r"(?:cet |l'|this |the )indicat", segment.text):
            numbers = (scene.indicator,)
        else:
            yield from _scope(segment, scene)
            return
    text = scene.text
    text = _COMPARED.sub(" ", text)
    if (
        has("subcontractor", text)
        and not re.search(r"(?:vos|nos|leurs|ses|your|our|their|its) sous-?trait", text)
        and not _of_principal(segment, numbers)
    ):
        yield from _subcontractor(segment, scene, numbers)
    elif has("new_entrant", text) and not has("surveillance", text):
        yield from _new_entrant(segment, scene, numbers)
    elif has("surveillance", text):
        yield from _surveillance(segment, scene, numbers)
    elif has("adapted", text) and has("common", text):
        yield from _adapted(segment, scene, numbers)
    if has("reform", text) and (has("changed", text) or has("unchanged", text)):
        yield from _reform(segment, scene, numbers)


def _of_principal(segment: Segment, numbers: Sequence[int]) -> bool:
    return bool(set(numbers) & set(fact(segment.reader, "subcontracting-indicators") or ()))


def _in(
    subject: str, numbers: Sequence[int], listed: Sequence[int], code: str, *, out: bool = False, whole: bool = False
) -> Found:
    """Numbers said to be in a list (or out of it), against the list."""
    if out:
        holds = not set(numbers) & set(listed)
    else:
        holds = set(numbers) == set(listed) if whole else set(numbers) <= set(listed)
    said = f"{'not ' if out else ''}{', '.join(map(str, numbers))}"
    return found("list", subject, said, holds, code, list=list(listed), count=len(listed))


def _relation(segment: Segment, scene: Scene, cue: str) -> bool | None:
    """Whether the cue is stated (True), denied (False) or absent, here or just before."""
    for part in (segment, *scene.earlier(segment)):
        if has(cue, part.text):
            return not part.negated
    return None


def _complete(segment: Segment, scene: Scene, numbers: Sequence[int], listed: Sequence[int]) -> bool:
    """Whether the sentence gives the whole list."""
    return len(numbers) >= len(listed) or (
        len(numbers) > 1 and bool(_WHOLE.search(scene.text)) and len(numbers) >= len(listed) - 1
    )


def _subcontractor(segment: Segment, scene: Scene, numbers: Sequence[int]) -> Iterator[Found]:
    reader, text = segment.reader, segment.text
    out = fact(reader, "subcontractor-not-applicable")
    if out is None:
        return
    by_mission = reader.read("subcontractor-by-mission")
    if has("by_mission", scene.text) and not has("outside", text):
        if not re.search(r"(?:certain|tous|all|every|chaque)", text) and not segment.negated:
            yield _in("subcontractor, by mission", numbers, by_mission, "sub_mission", whole=False)
        return
    if has("particular", scene.text):
        yield _in(
            "subcontractor, particular",
            numbers,
            reader.read("subcontractor-particular"),
            "sub_particular",
            out=segment.negated,
        )
        return
    if has("outside", text) or (
        has("outside", scene.text) and segment is scene.segments[-1] and not has("applies", text)
    ):
        denied = segment.negated and not re.search(r"non[- ]applicable|sans objet|not applicable", text)
        whole = _complete(segment, scene, numbers, out) and not denied
        yield _in("subcontractor, not applicable", numbers, out, "sub_out", out=denied, whole=whole)
    elif has("applies", text):
        if segment.negated:
            yield _in("subcontractor, not applicable", numbers, out, "sub_out")
        elif not re.search(r"donneur|principal|selon", _COMPARED.sub(" ", scene.text)):
            yield _in("subcontractor, applicable", numbers, out, "sub_out", out=True)


def _new_entrant(segment: Segment, scene: Scene, numbers: Sequence[int]) -> Iterator[Found]:
    listed = fact(segment.reader, "new-entrant-adapted")
    stated = _relation(segment, scene, "eased")
    if listed is None or stated is None:
        return
    if re.search(
        r"comme (?:les autres|pour tous|tout le monde)|like (?:everyone|any other)|sans amenagement"
        r"|no (?:adapt|special|adjust)|normal",
        scene.text,
    ):
        stated = False
    if re.search(r"categorie|category", scene.text) and not re.search(
        r"amenag|adapt|allege|eased|lighter", segment.text
    ):
        return
    whole = stated and _complete(segment, scene, numbers, listed)
    yield _in("new entrants", numbers, listed, "entrants", out=not stated, whole=whole)


def _surveillance(segment: Segment, scene: Scene, numbers: Sequence[int]) -> Iterator[Found]:
    reader, text = segment.reader, segment.text
    always = fact(reader, "surveillance-always")
    table = fact(reader, "severity")
    if (
        always is None
        or table is None
        or has(
            "new_entrant",
            re.sub(
                r"(?:hors|sauf|except|other than|not a|non|apart from)[^,;:]{0,12}(?:nouvel entrant|new entrant)s?",
                "",
                scene.text,
            ),
        )
    ):
        return
    if re.search(r"nouvel entrant :|affich", scene.text) or re.search(
        r"(?:en nc|nc (?:sur|on|au)|non-conform\w+ (?:sur|on|au)|found|ecart sur|releve)[^,;:]*$",
        text[: segment.indicators[0].start] if segment.indicators else "",
    ):
        return
    due = sorted({*always, *(n for n, level in table.items() if level == "major")})
    if has("skipped", text):
        denied = re.search(
            r"(?<![a-z])(?:ne |n')\s?peu\w* (?:pas|jamais)|(?<![a-z])(?:cannot|can't|may not|must not|never)", text
        )
        yield _in("surveillance, always reviewed", numbers, due, "surveillance_due", out=not denied)
    elif has("must", scene.text) and not segment.negated:
        added = re.search(r"(?:en plus|plus|in addition)[^,;:]{0,15}(?:les|indicat)", text)
        if has("reviewed", text) or added:
            yield _in("surveillance, always reviewed", numbers, due, "surveillance_due")


def _adapted(segment: Segment, scene: Scene, numbers: Sequence[int]) -> Iterator[Found]:
    listed = fact(segment.reader, "adapted-common")
    if listed is None or re.search(r"initial (?:normal|complet|ordinaire)", scene.text):
        return
    common = [n for n in numbers if n in segment.reader.read("common-indicators")]
    if common:
        whole = len(common) == len(numbers) and len(common) >= len(listed)
        yield _in(
            "adapted audit", common, listed, "adapted_list", out=segment.negated, whole=whole and not segment.negated
        )


def _reform(segment: Segment, scene: Scene, numbers: Sequence[int]) -> Iterator[Found]:
    reader = segment.reader
    changed = fact(reader, "modified-in-2026")
    if changed is None:
        return
    formal, new = fact(reader, "form-changed-in-2026") or [], fact(reader, "created-in-2026") or []
    parts = (segment, *scene.earlier(segment))
    part = next((p for p in parts if has("changed", p.text) or has("unchanged", p.text)), None)
    if part is None or re.search(r"v\d|guide|numer|severit|gravit|critere|criteri|categor", scene.text):
        return
    if has("unchanged", part.text) or part.negated:
        yield _in(
            "changed in 2026", [n for n in numbers if n not in formal], [*changed, *new], "changed_list", out=True
        )
    else:
        listed = sorted({*changed, *formal, *new})
        met = _in("changed in 2026", numbers, listed, "changed_list")
        yield found("list", met.subject, met.said, met.holds, "changed_list", list=list(changed), count=len(changed))


def _scope(segment: Segment, scene: Scene) -> Iterator[Found]:
    """Surveillance is not confined to the indicators that had a non-conformity; a new entrant's reviews all."""
    text, reader = segment.text, segment.reader
    if not has("surveillance", scene.text):
        return
    only = re.search(
        r"(?<![a-z])(?:ne |n')[^,;:]{0,40}? (?:qu(?:e |')|qu'aux? )(?:les |des |aux "
        r"|sur les )?(?:seuls )?(?:indicateurs?|points|ecarts|ncs?(?![a-z])|non-conform)|qu'(?:une|1"
        r"|un) (?:\w+ )?(?:partie|poignee|fraction|echantillon|part)|only (?:a )?(?:part|some|few"
        r"|handful|sample)|(?:only|just|uniquement|seulement|solely)[^,;:]{0,25}(?:indicat|ncs?(?![a-z])"
        r"|non-conform|findings|points)|(?:limit\w+|confined|restricted"
        r"|se borne)[^,;:]{0,30}(?:indicat|ncs?(?![a-z])|non-conform|findings|points)"
        r"|seuls? les (?:indicateurs?|points)",
        text,
    )
    entrant = has("new_entrant", scene.text) and not re.search(
        r"(?:hors|sauf|except|other than)[^,;:]{0,12}(?:nouvel entrant|new entrant)", scene.text
    )
    failed = re.search(r"(?<![a-z])(?:ncs?(?![a-z])|non[- ]conform\w+|ecarts?|findings?|points? en defaut)", text)
    if only and not has("not_only", text):
        if (
            entrant
            and re.search(r"indicat|perimetre|scope|echantillon|partie|part ", text)
            and fact(reader, "new-entrant-surveillance-scope")
        ):
            yield found("list", "surveillance of a new entrant", "a part only", False, "surveillance_new")
        elif failed and re.search(r"indicat|points|examin|revu|review|look|audit|regard|port", text):
            always, table = fact(reader, "surveillance-always"), fact(reader, "severity")
            if always is not None and table is not None:
                due = sorted({*always, *(n for n, level in table.items() if level == "major")})
                yield found(
                    "list", "surveillance", "earlier findings only", False, "surveillance_due", list=due, count=len(due)
                )

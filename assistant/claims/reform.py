"""Claims on dates: the RNQ of 2026, the obligation to be certified, the versions of the guide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from assistant.claims import dating
from assistant.claims.cues import has
from assistant.claims.facts import fact
from assistant.claims.records import Found, found
from assistant.claims.scope import Scene, Segment
from assistant.rules import Reader

_UNTIL = re.compile(r"(?:jusqu'au?|jusqu'a fin|until|till|up to|jusqu'en|through)(?: the| la fin de| fin| end of)? ?$")
_BEFORE = re.compile(r"(?:avant|before|prior to)(?: le| la fin de)? ?$")
_DAY_OF_TEXT = re.compile(
    r"(?:decret|arrete|jo|journal officiel|decree|order|loi|law)[^,;:]{0,40}(?:du|of|dated|n°)? ?$"
)
_ON = re.compile(
    r"(?<![a-z])(?:(?<!depuis )(?<!des )(?<!apres )le|(?<!as )(?<!starting )on|en|in|au|fin"
    r"|debut|audit du)(?: the| le)? ?$"
)
_FROM = re.compile(
    r"(?:date(?:nt)? d[ue]|dates (?:from|back to)|depuis|a partir d[ue]|a compter d[ue]"
    r"|des(?: le)?|since|as of|as from|from|starting(?: on)?|apres(?: le)?|after|le|on|en|in|au"
    r"|fin|debut|vigueur)(?: the| le)? ?$"
)


_ONLY_INITIAL = re.compile(
    r"(?:(?:ne |n')[^,;:]{0,30}qu'aux?|uniquement aux?|seulement aux?|reserve\w* aux?"
    r"|only (?:concerns?|appl\w+ to|to|for)"
    r"|(?:applies|apply|concerns) only(?: to)?) (?:les |the )?(?:seuls )?(?:audits? initia\w+"
    r"|initial audits?|nouveaux certifies"
    r"|nouvelles certifications|new certif\w+)|(?:choix|choisir|opter|choice|choose"
    r"|opt)[^;:.]{0,40}(?:ancien|old|2019|32)"
)


def claims(segment: Segment, scene: Scene) -> Iterator[Found]:
    """What a segment claims on these dates."""
    yield from _transition(segment, scene)
    yield from _optional(segment, scene)
    for named in dating.days(segment.text):
        before = segment.text[: named.start]
        if _DAY_OF_TEXT.search(before):
            continue
        yield from _entry(named, before, segment, scene)
        yield from _obligation(named, before, segment, scene)
        yield from _guide(named, segment, scene)


def _start(reader: Reader) -> date:
    return reader.rules.parameters["indicator-count"].values[-1].start


def _new(reader: Reader) -> Reader:
    return reader.on_day(max(reader.on, _start(reader)))


def _entry(named: dating.Day, before: str, segment: Segment, scene: Scene) -> Iterator[Found]:
    """The RNQ of 2026 applies to audits from its first day; the older one until the day before."""
    text, start = scene.text, _start(segment.reader)
    new, old = has("new_rnq", text), has("old_rnq", text)
    exact = segment.text
    if not (new or old) or (not has("inforce", text) and not re.search(r"compt|has |avait|had|vaut|appli|audit", text)):
        return
    own_new, own_old = has("new_rnq", exact), has("old_rnq", exact)
    if own_new != own_old:
        new, old = own_new, own_old
    elif new and old:
        return
    if named.first.year < start.year - 1 or re.search(r"publi|paru|sign|adopt|releas|issued|annonc", exact):
        return
    fact(segment.reader, "indicator-count")
    denied = segment.negated and not re.search(r"(?<![a-z])(?:ne |n')[^,;:]*? qu(?:e |')|only", exact)
    if _UNTIL.search(before) and old:
        holds = named.first <= start - timedelta(days=1) <= named.last
    elif _BEFORE.search(before):
        holds = (old and named.first <= start <= named.last) or (new and denied and named.first <= start)
        denied = False
    elif _ON.search(before) and not re.search(
        r"entr\w*|into force|takes? effect|effective|prend\w* effet|demarr|start|kick|commenc", exact
    ):
        return
    elif _FROM.search(before) and new:
        holds = named.first <= start <= named.last or (
            re.search(r"(?:depuis|since|audit)", exact) is not None and named.first == start
        )
        if has("now", exact) or (re.search(r"\b(?:en|in)(?: the)? ?$", before) and named.first > start):
            return
    else:
        return
    if named.first <= start <= named.last and named.first != named.last:
        holds = True
    yield found(
        "window",
        "entry into force of the 2026 framework",
        segment.text[named.start : named.end],
        holds != denied,
        "entry",
        start=start,
    )


def _transition(segment: Segment, scene: Scene) -> Iterator[Found]:
    """There is no transition period."""
    text = segment.text
    if (
        has("new_rnq", text)
        and _ONLY_INITIAL.search(text)
        and not has("not_only", text)
        and fact(segment.reader, "indicator-count") is not None
    ):
        yield found(
            "window", "transition period", "initial audits only", False, "no_transition", start=_start(segment.reader)
        )
        return
    if not has("transition", text) or not (has("new_rnq", scene.text) or has("reform", scene.text)):
        return
    if re.search(r"transition (?:pro|profession|ecolog|numer|energ)|transitions pro", text):
        return
    none = (
        has("no_transition", text)
        or segment.negated
        or re.search(r"(?<![a-z])(?:sans|aucun\w*|no|without|not|pas|ni)\s(?:\w+ ){0,4}transit", text)
    )
    fact(segment.reader, "indicator-count")
    yield found(
        "window", "transition period", text.strip()[:60], bool(none), "no_transition", start=_start(segment.reader)
    )


def _optional(segment: Segment, scene: Scene) -> Iterator[Found]:
    """Public funds without certification."""
    parameter, text = segment.reader.rules.parameters.get("obligation"), segment.text
    if parameter is None or not has("optional", text) or not has("public_funds", text):
        return
    if not re.search(r"qualiopi|certification", text) or not re.search(
        r"(?:pour|afin de|for|to) (?:\w+ ){0,3}?(?:benefici|acced|recev|percev|touch|obten|access"
        r"|receiv|get|obtain|claim|draw)",
        text,
    ):
        return
    if re.search(
        r"sans fonds|hors|prive|private|without|aucun|ne touche|ne percoi|ne recoi|ne demande"
        r"|no public|indicat|audit|sauf|except|propres|own",
        scene.text,
    ):
        return
    if fact(segment.reader, "obligation") is not None:
        yield found("window", "obligation", "optional", False, "obligation", start=parameter.values[0].start)


def _obligation(named: dating.Day, before: str, segment: Segment, scene: Scene) -> Iterator[Found]:
    """Certification has been required for public funds since a day."""
    parameter = segment.reader.rules.parameters.get("obligation")
    text = scene.text
    about = has("public_funds", text) and (
        has("obligatory", text) or re.search(r"sans (?:la )?(?:certif|qualiopi)|without (?:certif|qualiopi)", text)
    )
    plain = re.search(
        r"qualiopi (?:est|is|became|devient|est devenu\w*|has been)[^,;:]{0,12}(?:obligat|mandat|compuls|requi|exig)",
        text,
    )
    if parameter is None or not (about or plain) or not re.search(r"qualiopi|certifi", text) or has("new_rnq", text):
        return
    if re.search(r"audit|v\d|guide|indicat|sous-trait|subcontract|cpf", text) or not (
        _FROM.search(before) or _BEFORE.search(before)
    ):
        return
    start = parameter.values[0].start
    fact(segment.reader, "obligation")
    holds = named.first <= start <= named.last
    if _BEFORE.search(before):
        holds = bool(segment.negated) == holds if segment.negated else True
    told = segment.negated and not re.search(
        r"pas de (?:fonds|financement)|no (?:public|fund)|sans|without", segment.text
    )
    if told and not _BEFORE.search(before):
        return
    yield found("window", "obligation", segment.text[named.start : named.end], holds, "obligation", start=start)


def _guide(named: dating.Day, segment: Segment, scene: Scene) -> Iterator[Found]:
    """The day a version of the guide is dated, or the day from which audits follow it."""
    text = segment.text
    version = re.search(r"(?<![a-z0-9])v(?:ersion)? ?(\d{1,2})(?!\d)", text)
    if (
        not version
        or not has("guide", scene.text)
        or re.search(r"appli|audit|entre en|effect|force|vigueur|absente|attend", text)
    ):
        return
    if len(dating.days(text)) > 1 or not re.search(r"dat|publi|paru|sort|du |of |issued|released|out|parait", text):
        return
    history = segment.reader.rules.parameters.get("guide-history")
    rows: list[dict[str, Any]] = fact(segment.reader, "guide-history") or [] if history else []
    row = next((row for row in rows if row["version"] == f"V{version[1]}"), None)
    if row is None:
        return
    said, true = (named.first, named.last), _period(str(row["date"]))
    inside = said[0] <= true[0] <= said[1] or true[0] <= said[0] <= true[1]
    denied = segment.negated
    if re.search(r"(?:depuis|since|avant|before|after|apres) $", text[: named.start]):
        return
    when: Any = true[0] if true[0] == true[1] else row["date"]
    yield found(
        "window",
        f"guide V{version[1]}",
        text[named.start : named.end],
        inside != denied,
        "guide",
        version=row["version"],
        when=when,
    )


def _period(text: str) -> tuple[date, date]:
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        exact = date(*parts)
        return exact, exact
    return date(parts[0], parts[1], 1), date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1) - timedelta(days=1)

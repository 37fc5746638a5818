"""Claims on what the length of an audit hangs on, and on how it compares with another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.claims import marks
from assistant.claims.cues import first, has
from assistant.claims.facts import fact
from assistant.claims.negation import denied
from assistant.claims.records import Found, found
from assistant.claims.scope import Scene, Segment
from assistant.rules.shown import HalfDays

_LONG = re.compile(
    r"duree|length|long\b|combien de (?:temps|jours)|jours d'audit|audit days|temps d'audit|audit time|dure\b|lasts?"
)
_HANGS = re.compile(
    r"depen\w+|fix\w+|calcul\w+|basee?|bases?|based|fonction|selon|d'apres|determin\w+|decid\w+"
    r"|worked out|set by|sets?|according"
    r"|assise?|etabli\w*|repos\w*|retien\w*|retenu\w*|counts?|compte|driven|drives|proportion\w*"
    r"|barem\w*|indexe\w*|tient a|assis\w*|establish\w*|dicte\w*"
)
_CATEGORY_ONLY = re.compile(
    r"(?:chiffre d'affaires|ca|turnover|revenue)(?![a-z])[^,;:]{0,25}?(?:seule|seulement"
    r"|uniquement|propre|a certifier|concernee"
    r"|only|being certified|single|alone|to be certified|in question)[^,;:]{0,25}(?:categor|activite|certif)?"
    r"|(?:only|seul(?:ement)?|uniquement)[^,;:]{0,12}(?:le chiffre d'affaires|turnover|le ca"
    r"|revenue)[^,;:]{0,25}(?:categor)"
)
_SAME = re.compile(
    r"aussi longtemps|(?:la )?meme (?:duree|longueur)|autant de temps|pas plus (?:longue?"
    r"|longtemps)|(?:the )?same (?:length|duration)"
    r"|(?:just )?as long as|no longer than|not (?:any )?longer|n't (?:any )?longer"
)
_ABOUT = re.compile(rf"duree de base|base (?:length|duration)|{_CATEGORY_ONLY.pattern}")
_TURNOVER = re.compile(r"chiffre d'affaires|(?<![a-z])ca(?![a-z])|turnover|revenue")
_AWAY = re.compile(
    r"(?<![a-z])(?:pas|et non|non|ni|plutot que|jamais|not|nor|neither|rather than|never"
    r"|aucun\w*|[a-z]+n't|sans|regardless of"
    r"|quel que soit|peu importe|whatever)(?: pas)?(?: \w+'?){0,4}? ?$"
)
_COMPARED = re.compile(
    r"(?:plus|moins) (?:court|long|leger|bref|rapide)\w*|moins longtemps|(?:2|deux) fois|moitie"
    r"|half|shorter|longer|lighter"
    r"|quicker|briefer|twice|(?:barem\w*|grille|scale) (?:plus )?(?:allege|reduit|different"
    r"|moindre|lighter)\w*|allege\w*|reduit\w*|reduced|abrege\w*|simplifi\w*"
)
_FITS = re.compile(
    r"(?:tenir|tien\w*|loge\w*|faire|fait|condens\w*|concentr\w*|regroup\w*|rassembl\w*"
    r"|squeez\w*|fit\w*|pack\w*|compress\w*"
    r"|ramen\w*|cram\w*|done|held|carried out)[^;:]{0,40}(?:en|sur|dans|in|into|within|a"
    r"|to) (?:1 |une? |an? )?(?:seule |single "
    r"|meme |same |long )?(?:1 )?(?:journee|jour|day)(?![a-z])"
)


def claims(segment: Segment, scene: Scene) -> Iterator[Found]:
    """What a segment claims on the grounds of the length of an audit."""
    if not scene.planned:
        yield from _entrant(segment, scene)
    if scene.planned or not (has("audit", f"{scene.text} {scene.before}") or _ABOUT.search(scene.text)):
        return
    yield from _grounds(segment, scene)
    yield from _renewal(segment, scene)
    yield from _squeezed(segment, scene)
    yield from _base(segment, scene)


def _grounds(segment: Segment, scene: Scene) -> Iterator[Found]:
    text = segment.text
    if not _LONG.search(scene.text) or not _HANGS.search(scene.text):
        return
    heads, alone = first("headcount", text), _CATEGORY_ONLY.search(text)
    cue = heads or alone
    told = fact(segment.reader, "turnover-base")
    if cue is None or told is None or re.search(r"entretien|interview|formation dure|echantillon|sampl", scene.text):
        return
    place = segment.start + cue.start()
    away = bool(_AWAY.search(scene.text[max(0, place - 45) : place])) or segment.negated
    turnover = _TURNOVER.search(scene.text)
    if heads and turnover and not _AWAY.search(scene.text[max(0, turnover.start() - 45) : turnover.start()]):
        return
    yield found("duration", "length of audits", cue[0], away, "as_told", text=told)


def _renewal(segment: Segment, scene: Scene) -> Iterator[Found]:
    """A renewal audit follows the scale of the initial one."""
    text = segment.text
    compared = _COMPARED.search(text)
    if not compared or not has("renewal", text) or has("surveillance", text) or marks.amounts(scene.text):
        return
    if not re.search(r"initial|premier|first", scene.text) or not re.search(
        r"dur|court|long|short|half|moitie|barem|scale|temps|time|jour|day|lighter|grille", text
    ):
        return
    if re.search(
        r"(?<![a-z])(?:si|if|when|quand|lorsque|preparation|prepar\w+|delai|avant|before)(?![a-z])", scene.text
    ):
        return
    if fact(segment.reader, "duration-base") is not None:
        away = segment.negated or bool(
            re.search(r"(?<![a-z])(?:pas|ni|not|neither|no)(?![a-z])", text[: compared.start()])
        )
        yield found("duration", "renewal audit", compared[0], away, "renewal_same")


def _entrant(segment: Segment, scene: Scene) -> Iterator[Found]:
    """The surveillance audit of a new entrant is longer."""
    if not (has("new_entrant", scene.text) and has("surveillance", scene.text)):
        return
    same = _SAME.search(segment.text)
    more = fact(segment.reader, "surveillance-new-entrant")
    if same is None or more is None or segment is not scene.segments[-1]:
        return
    away = bool(re.search(r"(?:pas|not|n't) (?:la |le |the |of |de )*$", segment.text[: same.start()]))
    yield found("duration", "surveillance of a new entrant", same[0], away, "surveillance_more", time=HalfDays(more))


def _squeezed(segment: Segment, scene: Scene) -> Iterator[Found]:
    """A day and a half never fits in one day."""
    text = segment.text
    more = next((q for q in segment.quantities if q.unit == "day" and q.value % 1 and q.value > 1), None)
    told = fact(segment.reader, "half-day-rule")
    if more is None or told is None or not _FITS.search(text):
        return
    against = segment.negated or bool(
        re.search(r"(?<![a-z])(?:pas|jamais|not|never|no|impossible|cannot)(?![a-z])", text)
    )
    yield found("duration", "half-days", "in one day", against, "as_told", text=told)


def _base(segment: Segment, scene: Scene) -> Iterator[Found]:
    """The base length of a band of turnover."""
    text = scene.text
    if not re.search(r"(?<![a-z])(?:duree de )?base(?: length| duration| time)?(?![a-z])", text) or has(
        "surveillance", text
    ):
        return
    days = [q for q in segment.quantities if q.unit == "day"]
    if sum(q.unit == "day" for part in scene.segments for q in part.quantities) > 1:
        return
    limits = [(place, amount) for place, amount in marks.amounts(text) if amount > 5000]
    scale = "adapted-base" if has("adapted", text) else "duration-base"
    table = fact(segment.reader, scale)
    if len(days) != 1 or len(limits) != 1 or table is None or re.search(r"categor|site", text):
        return
    place, amount = limits[0]
    before = text[max(0, place - 30) : place]
    if re.search(
        r"(?:moins de|sous|inferieur\w* a|en dessous de|en-dessous de|jusqu'a|under|below|less than|up to) (?:les )?$",
        before,
    ):
        right = {count for bound, count in table.items() if bound < amount}
    else:
        right = {count for bound, count in table.items() if bound == max(b for b in table if b <= amount)}
    told = denied(segment.text[: days[0].start], 25)
    holds = (days[0].value * 2 in right) != told
    times = [HalfDays(count) for count in sorted(right)]
    yield found("duration", "base length", f"{days[0].value:g} days", holds, "base_length", times=times)

"""Claims on delays: correction and verification of non-conformities, the five minors, applying again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from assistant.claims.facts import fact
from assistant.claims.cues import first, has, places
from assistant.claims.marks import Quantity
from assistant.claims.negation import denied
from assistant.claims.records import Found, found
from assistant.claims.scope import Scene, Segment
from assistant.rules.shown import Amount

Severity = Literal["minor", "major"]

_NEAR = 0.17
"""Share by which a delay given in days or weeks may differ from months ("90 days" is not claimed to be wrong)."""
_LIMIT = re.compile(
    r"(?:plus de|more than|over|exced\w+|depass\w+|exceed|beyond|au-dela|later than|longer than)(?: the| les)? $"
)
_NOT_A_DELAY = re.compile(
    r"(?:il y a|ago|depuis|since|during the|pendant|premiers?|first) $|^ ?(?:ago|plus tot|earlier|d'avance|in advance|before the audit|avant l'audit)"
)


def claims(segment: Segment, scene: Scene) -> Iterator[Found]:
    """What a segment claims on delays and on the five minors."""
    yield from _start(segment, scene)
    yield from _minors(segment, scene)
    yield from _stays_minor(segment, scene)
    if scene.planned:
        return
    for quantity in segment.quantities:
        if quantity.unit in ("month", "year", "day", "week") and not quantity.rank:
            met = _delay(quantity, segment, scene)
            if met is not None:
                yield met
    yield from _at_once(segment, scene)


def _delay(quantity: Quantity, segment: Segment, scene: Scene) -> Found | None:
    text = segment.text
    around = text[: quantity.start]
    if _NOT_A_DELAY.search(around) or _NOT_A_DELAY.match(text[quantity.end :]):
        return None
    if re.search(r"surveillance|validi|valable", text) or re.search(
        r"renouvel|renewal|marge|margin", scene.text + scene.before
    ):
        return None
    found_as = _subject(quantity, segment, scene)
    if found_as is None:
        return None
    parameter, subject, code = found_as
    true = fact(segment.reader, parameter)
    if true is None:
        return None
    unit = "day" if parameter == "proposal-days" else "month"
    said = quantity.value if unit == "day" else quantity.months
    if unit == "day" and quantity.unit != "day":
        said = None if quantity.months is None else quantity.months * 30.4
    if said is None:
        return None
    loose = _NEAR if (quantity.unit in ("day", "week")) != (unit == "day") else 0
    equal = abs(said - true) <= loose * true
    if _LIMIT.search(around) and (
        has("negation", around) or re.search(r"(?<![a-z])(?:sans|without|pas|not|never|jamais)(?![a-z])", around)
    ):
        told = False  # "must not exceed three months"
    else:
        told = denied(around)
    if (
        re.search(r"(?:peut|can|may|possible)[^,;:]{0,25}$", around)
        and said < true
        and parameter != "reapply-delay"
        and not re.search(r"au plus|max|no more", text)
    ):
        return None
    return found(
        "deadline", subject, f"{quantity.value:g} {quantity.unit}", equal != told, code, time=Amount(true, unit)
    )


def _subject(quantity: Quantity, segment: Segment, scene: Scene) -> tuple[str, str, str] | None:
    """What a delay is about: the parameter, its name, the true sentence."""
    text = segment.text
    whole = scene.text if scene.sentence.asks is False else text
    if has("proposal", whole) and quantity.unit in ("day", "week", "month"):
        return "proposal-days", "audit date proposed", "proposal"
    context = f"{scene.before} {whole}" if len(scene.before.split()) <= 4 else whole
    if has("refused", context) and has("again", context) and not re.search(r"majeure|major", text):
        return "reapply-delay", "new application", "reapply"
    if re.search(r"suspen", text) and has("new_delay", text):
        return "suspension-delay", "after a suspension", "suspension"
    if has("five_minors", context):
        if has("below", text) or has("all_of_them", text):
            return "minors-below", "back below the limit", "below"
        return None
    verify, correct = places("verify", text), _own_acts(text, quantity)
    severity = _severity(quantity, segment, scene)
    if severity is None:
        return None
    if verify and re.search(r"majeur|major", scene.text):
        reference = has("after_that", text[max(0, quantity.start - 14) : quantity.start])
        single = sum(q.months is not None for q in segment.quantities) == 1
        closer = _closer(quantity, verify, correct, segment)
        if severity == "major" and closer and (single or not reference):
            return "major-verification", "verification of a major", "verification"
    if not _about_correction(text, scene):
        return None
    if severity == "minor":
        return "minor-correction", "correction of a minor", "correct_minor"
    return "major-correction", "correction of a major", "correct_major"


def _own_acts(text: str, quantity: Quantity) -> list[re.Match[str]]:
    """Acts of correction, without those that are verified ("verifies the closing") or end a delay ("of the deadline")."""
    verified = re.compile(
        r"(?:verif\w+|check\w*|control\w+|constat\w+|confirm\w*) (?:the |la |de la |of the |que la |effective )*$"
    )
    ended = re.compile(r"\s*(?:of|after|apres|suivant|following|from|qui sui\w+)(?![a-z])[^,;:]{0,30}$")
    acts = []
    for act in places("correct", text):
        if not verified.search(text[: act.start()]) and not ended.match(
            text[quantity.end : max(quantity.end, act.start())]
        ):
            acts.append(act)
    return acts


def _about_correction(text: str, scene: Scene) -> bool:
    if has("correct", scene.text):
        return True
    if re.search(r"delai|deadline|echeance|calendrier|calendar|time limit|timetable|schedule", scene.text):
        return True
    severe = r"(?:nc |non[- ]conformites? )?(?:mineure?s?|majeure?s?|minors?|majors?|min\.|maj\.|nc min|nc maj)(?: nc)?"
    return bool(
        re.search(
            rf"(?:mois|ans?|months?|years?|jours?|days?|semaines?|weeks?) (?:pour|for|sur|si|en cas d[e']|on|when) (?:it is |c'est )?(?:les |la |le |une? |an? |the |each |every |chaque )?{severe}",
            text,
        )
        or re.search(
            rf"{severe}\W+(?:\w+ ){{0,3}}?\d+ (?:mois|months?|jours?|days?|ans?|years?|semaines|weeks?)", scene.text
        )
        or re.search(r"(?:can|may|peut|peuvent) (?:wait|attendre|rester ouverte|stay open|trainer)", text)
    )


def _closer(quantity: Quantity, verify: list[re.Match[str]], correct: list[re.Match[str]], segment: Segment) -> bool:
    """Whether a delay is rather one of verification; what stands beyond another delay does not count."""
    others = [q.start for q in segment.quantities if q.months is not None and q != quantity]

    def distance(matches: list[re.Match[str]]) -> int:
        free = [
            m
            for m in matches
            if not any(min(m.start(), quantity.start) < o < max(m.start(), quantity.start) for o in others)
        ]
        return min((max(m.start() - quantity.end, quantity.start - m.end()) for m in free), default=999)

    return distance(verify) <= distance(correct) and distance(verify) < 999


def _severity(quantity: Quantity, segment: Segment, scene: Scene) -> Severity | None:
    """The severity that a delay goes with: the nearest in its part of the segment, else in the segments around."""
    found_here = _marked(segment.text)
    delays = [q for q in segment.quantities if q.months is not None and not q.rank]
    if found_here:
        if len(found_here) > 1 and len(delays) > 1:
            return _paired(quantity, delays, found_here)
        if len({severity for _, severity in found_here}) == 1:
            return found_here[0][1]
        return _beside(quantity, found_here, segment.text)
    earlier = [other for other in scene.earlier(segment) if _marked(other.text)]
    if earlier:
        marks = _marked(earlier[0].text)
        own = [q for q in earlier[0].quantities if q.months is not None]
        later = [other for other in scene.later(segment) if _marked(other.text)]
        if len({severity for _, severity in marks}) == 1 and (not own or has("verify", segment.text) or not later):
            if own and not has("verify", segment.text) and not has("correct", segment.text):
                return None
            return marks[0][1]
        return None
    for other in scene.later(segment)[:1]:
        marks = _marked(other.text)
        if len({severity for _, severity in marks}) == 1 and not any(q.months for q in other.quantities):
            return marks[0][1]
    before = _marked(scene.before)
    if len({severity for _, severity in before}) == 1 and re.search(
        r"(?:^|\W)(?:elle|it|la|they|elles|you|vous|on)\W", segment.text
    ):
        return before[0][1]
    return None


def _marked(text: str) -> list[tuple[int, Severity]]:
    minors: list[tuple[int, Severity]] = [(m.start(), "minor") for m in places("minor", text)]
    majors: list[tuple[int, Severity]] = [(m.start(), "major") for m in places("major", text)]
    return sorted(minors + majors)


def _paired(quantity: Quantity, delays: list[Quantity], severities: list[tuple[int, Severity]]) -> Severity | None:
    """Two delays and two severities: in the order written, the nearest first where the numbers differ."""
    if len(delays) == len(severities):
        return severities[delays.index(quantity)][1]
    return min(severities, key=lambda mark: abs(mark[0] - quantity.start))[1]


def _beside(quantity: Quantity, severities: list[tuple[int, Severity]], text: str) -> Severity:
    """One delay and two severities: the nearest, but what follows an "and" is another matter."""
    before = [mark for mark in severities if mark[0] < quantity.start]
    after = [mark for mark in severities if mark[0] > quantity.start]
    if before and after and re.search(r" (?:et|and|ou|or) ", text[quantity.end : after[0][0]]):
        return before[-1][1]
    return min(severities, key=lambda mark: abs(mark[0] - quantity.start))[1]


def _start(segment: Segment, scene: Scene) -> Iterator[Found]:
    """Delays run from the notification, not from the audit or the report."""
    text = segment.text
    start = first("starts", text)
    if (
        not start
        or not has("nonconformity", scene.text)
        or not re.search(
            r"delai|mois|jours|deadline|months?|days|compte a rebours|clock|countdown|time|decompte|correct|lev",
            scene.text,
        )
    ):
        return
    said = first("audit_day", text[start.start() :])
    notified = first("notified", text[start.start() :])
    if not said and not notified or re.search(r"surveillance|renouvel|renewal|plan d'action", scene.text):
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


_INSIDE = re.compile(r"(?<![a-z])(?:pas|jamais|not|never)(?![a-z])")


def _minors(segment: Segment, scene: Scene) -> Iterator[Found]:
    """A number of minors that are not lifted at the decision counts as a major."""
    text = scene.text
    counted = next((q for q in segment.quantities if q.unit == "minor" and q.value > 1), None)
    if counted is None:
        return
    reader = segment.reader
    limit = fact(reader, "minors-make-major")
    if limit is None:
        return
    number = int(counted.value)
    made = first("makes_major", text)
    said = f"{number} minors"
    if made:
        told = denied(text[: made.start()], 14) or bool(_INSIDE.search(made[0]))
        least = re.search(
            r"(?:a partir de|des|au moins|at least|from|minimum|il faut|takes|only when)(?: les| the)? $",
            segment.text[: counted.start],
        )
        below = re.search(r"(?:moins de|fewer than|less than|under) $", segment.text[: counted.start])
        if has("even_lifted", text):
            yield found("deadline", "minors that make a major", f"{said}, lifted or not", told, "five_minors", n=limit)
            return
        if number < limit or (number > limit and least):
            yield found("deadline", "minors that make a major", said, told or bool(below), "five_minors", n=limit)
            return
        if number == limit and told and not re.search(r"lev|lift|clos|correct|resolv|automati", text):
            yield found("deadline", "minors that make a major", f"not {said}", False, "five_minors", n=limit)
            return
        if number == limit:
            yield found("deadline", "minors that make a major", said, True, "five_minors", n=limit)
    if number >= limit and has("refused", text) and has("at_once", text) and not has("not_lifted", text):
        told = re.search(
            r"(?<![a-z])(?:(?:ne |n')(?:\w+ )?(?:\w+ )?(?:pas|jamais)[^,;:]{0,25}(?:refus|automat|perd|retrait)|(?:not|never|[a-z]+n't)[^,;:]{0,25}(?:refus|automat|mean|lead|lose))",
            text,
        )
        yield found("deadline", "several minors", "refusal at once", bool(told), "five_minors", n=limit)
    elif (
        number >= limit
        and has("all_of_them", text)
        and has("correct", text)
        and any(q.months for s in scene.segments for q in s.quantities)
    ):
        enough = re.search(
            r"suffi|enough|pas (?:besoin|oblige|toutes)|not all|not (?:have to|need)|inutile|no need|only need|il faut seulement|sous (?:les |la barre des )?\d(?! mois)|below|under",
            text,
        )
        time = fact(reader, "minors-below")
        months = {q.months for s in scene.segments for q in s.quantities if q.months}
        if time in months:
            yield found(
                "deadline", "several minors", "all to be lifted", bool(enough), "below", time=Amount(time, "month")
            )
    elif number >= limit and has("below", text):
        time = fact(reader, "minors-below")
        delays = [q for q in segment.quantities if q.months and not q.rank]
        if time is not None and delays:
            yield found(
                "deadline",
                "back below the limit",
                f"{delays[0].months:g} months",
                delays[0].months == time,
                "below",
                time=Amount(time, "month"),
            )


def _stays_minor(segment: Segment, scene: Scene) -> Iterator[Found]:
    """A minor that is not corrected becomes a major at the next audit."""
    text = scene.text
    if not (has("minor", text) and has("uncorrected", text) and has("becomes", text)) or re.search(
        r"\d (?:nc )?(?:mineur|minor)", text
    ):
        return
    if segment is not scene.segments[-1]:
        return
    stays = has("stays_minor", text)
    turns = re.search(r"(?:devien|transform|bascul|requalif|pass|becom|turn|upgrad|escalat)\w*[^,;:]{0,25}maj", text)
    if stays == bool(turns) and not re.search(
        r"(?<![a-z])(?:pas|jamais|never|not|[a-z]+n't)[^,;:]{0,12} (?:majeur|(?:a )?major)|(?<![a-z])(?:ne |never|not|[a-z]+n't)[^,;]{0,12}(?:devien|becom|turn)",
        text,
    ):
        return
    fact(segment.reader, "minor-correction")
    yield found(
        "deadline", "minor not corrected", "stays minor" if stays else "becomes major", not stays, "minor_becomes_major"
    )


def _at_once(segment: Segment, scene: Scene) -> Iterator[Found]:
    """After a refusal one does not apply again straight away."""
    text = segment.text
    again = re.search(
        r"nouve(?:au|lle) (?:dossier|demande|candidature)|redepos|redemand|represent|reappl|re-appl|apply again|new application|refaire une demande",
        text,
    )
    if again and has("refused", scene.text) and has("straight_away", text) and not segment.negated:
        time = fact(segment.reader, "reapply-delay")
        if time is not None:
            yield found("deadline", "new application", "straight away", False, "reapply", time=Amount(time, "month"))

"""Makes true sentences false by changing one thing: a number, a severity, a unit, a category ..."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from assistant.claims.categories import concerned
from assistant.claims.check import examined
from assistant.claims.records import Found
from assistant.claims.text import normal
from assistant.rules import Reader
from corpus.records import Language

KINDS = ("number", "severity", "unit", "negation", "category", "indicator")

_TOKEN = re.compile(r"(?<![\w.,/°-])(\d{1,3}(?:,\d)?(?:e|er|th|nd|rd|st)?|[A-Za-zÀ-ÿ]+(?:-[A-Za-zÀ-ÿ]+)*)(?![\w°/])")
_SEVERITY = {"mineure": "majeure", "majeure": "mineure", "mineures": "majeures", "majeures": "mineures"}
_SEVERITY |= {
    "mineur": "majeur",
    "majeur": "mineur",
    "minor": "major",
    "major": "minor",
    "minors": "majors",
    "majors": "minors",
}
_UNITS = {
    "mois": "semaines",
    "months": "weeks",
    "month": "week",
    "ans": "mois",
    "years": "months",
    "jours": "mois",
    "days": "months",
}
_UNITS |= {"an": "mois", "year": "month"}
_VERBS = (
    (
        re.compile(r"\b(est|sont|peut|peuvent|doit|doivent|dure|compte|vaut|valent|concerne|concernent|vise|relève)\b"),
        "ne {} pas",
    ),
    (re.compile(r"\b(s'applique(?:nt)?|s’applique(?:nt)?)\b"), "ne {} pas"),
    (re.compile(r"\b(is|are|can|must|may|will)\b(?! not)"), "{} not"),
    (re.compile(r"\b(has|applies|lasts|concerns|covers)\b"), "never {}"),
)
_CATEGORY = {
    "CFA": ("CFA", "VAE"),
    "apprentissage": ("CFA", "bilan de compétences"),
    "VAE": ("VAE", "bilan de compétences"),
    "bilan de compétences": ("CBC", "apprentissage"),
    "bilans de compétences": ("CBC", "CFA"),
    "apprenticeship": ("CFA", "skills assessment"),
    "skills assessment": ("CBC", "apprenticeship"),
}
_AS_CATEGORY = {
    "VAE": "VAE",
    "CFA": "CFA",
    "bilan de compétences": "CBC",
    "apprentissage": "CFA",
    "skills assessment": "CBC",
    "apprenticeship": "CFA",
}


@dataclass(frozen=True)
class Mutant:
    """A false sentence made from a true one."""

    kind: str
    text: str
    origin: str
    on: date
    indicator: int | None


def mutants(text: str, on: date, indicator: int | None, reader: Reader) -> Iterator[Mutant]:
    """The mutants of a true sentence that are surely false."""
    claims = [found for _, found, _ in examined(text, reader, indicator=indicator) if found.holds]
    if len(re.findall(r"[.!?;](?:\s|$)", text)) > 2 or not claims:
        return
    makers = (
        ("number", _numbers),
        ("severity", _severities),
        ("unit", _units),
        ("negation", _negations),
        ("category", _categories),
        ("indicator", _indicators),
    )
    for kind, make in makers:
        for changed in make(text, claims, reader):
            if changed != text:
                yield Mutant(kind, changed, text, on, indicator)


def _replaced(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]


def _value(token: str) -> float | None:
    """The number that a token writes, in digits or words."""
    plain = normal(token if token.lower() not in ("un", "une", "one", "a") else "")
    match = re.fullmatch(r"(\d+(?:\.\d+)?)e?(?:r)?", plain.replace(",", "."))
    return float(match[1]) if match else None


_DENIAL = re.compile(
    r"\b(?:n['’e]|pas|plus de|not|never|jamais|ni|faux|false|imprécis|dépassé|raccourci|contrary|contrairement)\b|n't",
    re.I,
)


def _numbers(text: str, claims: list[Found], reader: Reader) -> Iterator[str]:
    """The number of a count, a delay, a validity, a window: another one in its place."""
    told = [c for c in claims if c.kind in ("count", "deadline", "validity", "duration") or c.subject == "surveillance"]
    if len(told) != 1 or _DENIAL.search(text) or not (said := re.match(r"(\d+(?:\.\d+)?)(?: |$)", told[0].said)):
        return
    places = [m for m in _TOKEN.finditer(text) if _value(m[1]) == float(said[1])]
    if len(places) != 1:
        return
    value = float(said[1])
    new = {1: "4", 3: "5", 5: "3", 6: "2"}.get(int(value), str(int(value) + 4)) if value >= 1 else "2"
    yield _replaced(text, *places[0].span(1), new + ("e" if re.search(r"\d(?:e|th|nd)$", places[0][1]) else ""))


def _severities(text: str, claims: list[Found], reader: Reader) -> Iterator[str]:
    """Minor for major where only one of them is spoken of, and in every place."""
    sure = [
        c for c in claims if c.said == "major_only" or c.subject.startswith("correction of") or c.kind == "definition"
    ]
    words = [m for m in re.finditer(r"\w+", text) if m[0].lower() in _SEVERITY]
    named = {normal(m[0])[:3] for m in words}
    if not sure or len(claims) != len(sure) or len(named) != 1 or re.search(r"jamais|aucune|never|\bno\b", text):
        return
    changed = re.sub(r"\w+", lambda m: _SEVERITY.get(m[0].lower(), m[0]), text)
    yield changed


def _units(text: str, claims: list[Found], reader: Reader) -> Iterator[str]:
    """Another unit of time for a delay or a validity."""
    told = [
        claim
        for claim in claims
        if claim.kind in ("deadline", "validity") and re.match(r"\d+(?:\.\d+)? \w+$", claim.said)
    ]
    places = [m for m in re.finditer(r"\b(\w+)\b", text) if m[0] in _UNITS]
    if len(told) == 1 and len(claims) == 1 and len(places) == 1 and not _DENIAL.search(text):
        yield _replaced(text, *places[0].span(), _UNITS[places[0][0]])


def _negations(text: str, claims: list[Found], reader: Reader) -> Iterator[str]:
    """The main verb denied."""
    if len(claims) != 1 or re.search(
        r"\b(?:ne|n['’]|pas|not|never|jamais|aucune?|no|sans|without|si|if|que|qu['’]|only|qui|that|which|sinon)\b",
        text,
    ):
        return
    for pattern, form in _VERBS:
        verbs = list(pattern.finditer(text))
        if len(verbs) == 1 and claims[0].kind in ("severity", "category", "count", "validity", "list"):
            yield _replaced(text, *verbs[0].span(1), form.format(verbs[0][1]).replace("ne est", "n'est"))


def _categories(text: str, claims: list[Found], reader: Reader) -> Iterator[str]:
    """Another category, where the indicator does not concern it."""
    told = [claim for claim in claims if claim.kind == "category" and re.match(r"(?:applies|only): ", claim.said)]
    if not told or len(told) != len(claims) or _DENIAL.search(text):
        return
    numbers = [int(claim.subject.split()[1]) for claim in told]
    for word, (_, new) in _CATEGORY.items():
        places = list(re.finditer(rf"\b{word}\b", text))
        if len(places) == 1 and all(_AS_CATEGORY[new] not in concerned(number, reader) for number in numbers):
            yield _replaced(text, *places[0].span(), new)


def _indicators(text: str, claims: list[Found], reader: Reader) -> Iterator[str]:
    """An indicator of the other severity in the place of the one named."""
    told = [claim for claim in claims if claim.kind == "severity" and re.fullmatch(r"indicator \d+", claim.subject)]
    if len(told) != 1 or len(claims) != 1:
        return
    number = told[0].subject.split()[1]
    places = list(re.finditer(rf"(?<![\w.,/])(?:{number})(?![\w°/]|[.,]\d)", text))
    table = reader.read("severity")
    other = next((n for n in sorted(table, reverse=int(number) % 2 == 0) if table[n] != table[int(number)]), None)
    if len(places) == 1 and other is not None:
        yield _replaced(text, *places[0].span(), str(other))


WORDED = ("number", "severity", "unit", "negation", "marker")
"""Kinds of `rewordings`."""


_TACKED: dict[str, dict[Language, str]] = {
    "number": {"fr": ", sous 15 jours", "en": ", within 15 days"},
    "severity": {"fr": ", sinon la non-conformité est majeure", "en": ", or else the non-conformity is major"},
    "unit": {"fr": " tous les 6 mois", "en": " every 6 months"},
}
"""Put at the end of sentences that have no figure, severity or unit to change."""


def rewordings(sentence: str, passages: Mapping[int, str], language: Language) -> Iterator[tuple[str, str]]:
    """A sentence with its marker, each time with one thing changed or tacked on that its passage does not say.

    Args:
        sentence: a faithful one, as a model wrote it.
        passages: the text behind each marker.
        language: of the sentence.
    """
    body, _, markers = sentence.partition("[")
    changed = [*_reworded(sentence, body)]
    yield from changed
    for kind, tacked in _TACKED.items():
        if kind not in {made for made, _ in changed}:
            yield kind, f"{body.rstrip()}{tacked[language]} [{markers}"
    cited = {int(number) for number in re.findall(r"\[(\d+)\]", sentence)}
    told = {passages[marker] for marker in cited if marker in passages}
    for other, text in passages.items():
        if text not in told:
            yield "marker", f"{body}[{other}]{_after(markers)}"
    yield "marker", f"{body}[{max(passages, default=0) + 40}]{_after(markers)}"


def _reworded(sentence: str, body: str) -> Iterator[tuple[str, str]]:
    for place in _TOKEN.finditer(body):
        value = _value(place[1])
        if value is not None:
            yield "number", _replaced(sentence, *place.span(1), str(int(value) + 3))
    for word in re.finditer(r"\w+", body):
        if word[0].lower() in _SEVERITY:
            yield "severity", _replaced(sentence, *word.span(), _SEVERITY[word[0].lower()])
        if word[0] in _UNITS and re.search(r"\d\s?$|\b(?:an?|une?)\s$", body[: word.start()]):
            yield "unit", _replaced(sentence, *word.span(), _UNITS[word[0]])
    for pattern, form in _VERBS if not _DENIAL.search(body) else ():
        for verb in (found for found in pattern.finditer(body) if not body.startswith(" only", found.end())):
            denied = form.format(verb[1]).replace("ne est", "n'est")
            yield "negation", _replaced(sentence, *verb.span(1), denied)


def _after(markers: str) -> str:
    """What follows the last marker."""
    return markers.rpartition("]")[2]

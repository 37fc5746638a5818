"""Is it right: indicators cited, facts said, nothing wrong said, abstaining when due."""

from __future__ import annotations

import re

from assistant.claims import contradictions
from assistant.rules import Reader
from eval.records import Case, Response, Score

_MARKER = re.compile(r" ?\[\d+\]")


def plain(text: str) -> str:
    """An answer without markers and emphasis."""
    return _MARKER.sub("", text).replace("**", "").replace("*", "")


def cites(case: Case, response: Response, reader: Reader) -> Score:
    """1 if all indicators that must be cited are."""
    expect = case.expect
    if not expect.cite and not expect.cite_any:
        return Score(None, "rien à citer")
    mine = set(response.indicators)
    lacking = [n for n in expect.cite if n not in mine]
    lacking += [group[0] for group in expect.cite_any if not mine & set(group)]
    if lacking:
        return Score(0.0, f"ne cite pas {lacking}, cite {list(response.indicators)[:5]}")
    return Score(1.0)


def facts(case: Case, response: Response, reader: Reader) -> Score:
    """1 if the answer says all facts."""
    if not case.expect.facts:
        return Score(None, "aucun fait attendu")
    text = plain(response.text)
    lacking = [
        group[0] for group in case.expect.facts if not any(re.search(pattern, text, re.IGNORECASE) for pattern in group)
    ]
    return Score(0.0, f"ne dit pas {lacking}") if lacking else Score(1.0)


def forbidden(case: Case, response: Response, reader: Reader) -> Score:
    """1 if nothing is said that the case forbids or that contradicts the rules on the day of the answer."""
    text = plain(response.text)
    said = [pattern for pattern in case.expect.forbid if re.search(pattern, text, re.IGNORECASE)]
    if said:
        return Score(0.0, f"dit {said}")
    for line in text.splitlines():
        wrong = contradictions(line, reader)
        if wrong:
            return Score(0.0, f"contredit les règles : {wrong[0].claim.sentence[:120]}")
    return Score(1.0)


def abstention(case: Case, response: Response, reader: Reader) -> Score:
    """1 if the solver abstains exactly when it should."""
    if response.abstained == case.expect.abstain:
        return Score(1.0)
    return Score(0.0, "s'abstient à tort" if response.abstained else "répond au lieu de s'abstenir")

"""Another figure for the rule that was just told: a lone number after minors, sites or a turnover counts the same."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.given import LEAST_TURNOVER, MOST_FOUND, Given, alternatives, amount, count_in, plain_number
from assistant.question import Question
from assistant.rules import NonConformity

COUNTED = frozenset({"decision", "deadline", "five"})
"""Themes about non-conformities found, whichever indicators they are on."""
LONGEST = 12
"""Words of a message that may only give another figure."""
_LONE = (
    r"(?:^|(?<=\W))(?:(?:et|and|ok|bon|mais|but|donc|so|non|no),? )?"
    r"(?:(?:meme )?s[i']|(?:what |even )?if|avec|with|a|pour|for|mettons|disons|say|suppose|plutot|what about)"
    r"(?: (?:on|j'|je|nous|we|i|there|il|c'|it|they|y)\b'?)?"
    r"(?: ?(?:y|en|'d|have|had|has|got|ai|a|avait|avais|avions|aurait|eu|are|were|was|est|etait|find|found|trouve"
    r"|fais|fait|faisait|atteint|make|made|makes|monte|passe))* "
)
"""What leads to a lone number ("et avec", "and if there were")."""
_ENDS = r"(?: (?:de ces|of (?:them|those)|alors|then|au lieu|instead)|\W*$)"


def another(folded: str, last: Question | None, numbers: Mapping[str, int]) -> Given:
    """What a lone number of a follow-up gives, by what was given before ("et si on en avait 6 ?", "et à 200 000 ?").

    Args:
        folded: lower case, no accents.
        last: the question before; of two severities, a lone number does not say which.
        numbers: number words of all languages.
    """
    if last is None or len(folded.split()) > LONGEST:
        return Given()
    before = last.given
    counted = COUNTED.intersection(last.themes) or not last.indicators
    count = count_in(rf"{_LONE}(\d+|{alternatives(numbers)}){_ENDS}", folded, numbers)
    severities = {one.severity for one in before.found}
    added = count_in(rf"(\d+|{alternatives(numbers)}) (?:de plus|autres?|more|other)\b", folded, numbers)
    if added is not None and counted and len(severities) == 1:
        count = len(before.found) + added
    if count is not None and counted and len(severities) == 1 and count <= MOST_FOUND:
        return Given(found=(NonConformity(None, severities.pop()),) * count)
    if count is not None and before.sites is not None and count < LEAST_TURNOVER:
        return Given(sites=count)
    money = amount(folded) or plain_number(folded)
    if before.turnover is not None and money is not None and money >= LEAST_TURNOVER:
        return Given(turnover=money)
    return Given()

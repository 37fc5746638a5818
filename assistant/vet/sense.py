"""Whether a clause means what the nearest part of the passages means: figures, decisive words, conditions, agents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.vet import figures
from assistant.vet.alike import likeness, retold
from assistant.vet.clauses import Clause
from assistant.vet.faults import Fault
from assistant.vet.passage import Part, Passage, plain
from assistant.vet.words import words
from index.lexical import fold

_BOUNDS = ("at_least", "at_most", "more", "less")
"""Words around a figure that must be kept with it."""
_AGENT = re.compile(
    r"(?<![a-z])(par|by|avec|with|au|aux|to) "
    r"(?:les? |la |l'|leurs? |vos |votre |ses |son |sa |des |du |une? |the |an? |your |their |its )?([a-z]{3,})"
)
_FRAME = re.compile(
    r"(?:avant|apres|pendant|depuis|lors|a l'|au cours|jusqu'|before|after|during|since|until|at the) ?"
)
_SAME_PREPOSITION = {"by": "par", "with": "au", "avec": "au", "aux": "au", "to": "au"}


def misnumbered(clause: Clause, cited: Sequence[Passage]) -> Fault | None:
    """A figure, with its unit and its "at least", that the nearest sentence of the passages does not have."""
    mine = {str(passage.indicator) for passage in cited if passage.indicator is not None}
    text = plain(clause.text)
    told = figures.named(text)
    bare = figures.without_named(text, mine)
    found, measured = figures.figures(bare), figures.measures(bare)
    if not found and not told:
        return None
    for part in clause.nearest:
        others = figures.named(part.normal)
        held = found <= figures.figures(part.normal) and measured <= figures.measures(part.normal)
        held = held and figures.counted(bare) <= figures.counted(part.normal)
        if held and (told <= others or not others) and (not measured or _same_bounds(clause, part)):
            return None
    return "number"


def _same_bounds(clause: Clause, part: Part) -> bool:
    mine = retold(clause.text)
    patterns = [words().near[name] for name in _BOUNDS]
    return all(bool(pattern.search(mine)) or not pattern.search(part.folded) for pattern in patterns)


def misworded(clause: Clause, cited: Sequence[Passage]) -> Fault | None:
    """A word that decides, which the nearest part of the passages does not have; a duty made weaker, or a possibility
    made sure.
    """
    mine, known = retold(clause.text), words()
    clauses = [part.folded for part in clause.polar if not part.asks or part.denies]
    others = [*clauses, *(part.folded for part in clause.nearest)]
    for name, pattern in (*known.near.items(), *known.sentence.items()):
        if pattern.search(mine) and not _decided(name, pattern, clause, clauses, others):
            return "word"
    expected = any(passage.facet in known.duty_facets for passage in cited)
    due, may = known.duty.search(mine), known.may.search(mine)
    duties = (known.duty, known.instead["duty"])
    if due and not expected and not any(duty.search(other) for other in others for duty in duties):
        return "duty"
    if may and not due and clauses and all(known.duty.search(one) and not known.may.search(one) for one in clauses):
        return "duty"
    if not may and clauses and all(known.may.search(one) and not known.duty.search(one) for one in clauses):
        return "duty"
    return None


def _decided(name: str, pattern: re.Pattern[str], clause: Clause, clauses: list[str], others: list[str]) -> bool:
    """Whether the nearest part of the passages has a decisive word of the clause, or what may stand for it."""
    known = words()
    if any(pattern.search(place) for place in (clauses if name in known.near else others)):
        return True
    if name in known.instead and any(known.instead[name].search(place) for place in others):
        return True
    mine = retold(clause.text)
    rivals = [known.near[rival] for rival in known.rivals.get(name, ())]
    return bool(rivals) and any(
        pattern.search(part.folded) and not any(one.search(part.folded) and not one.search(mine) for one in rivals)
        for part in clause.nearest
    )


def harmless(text: str) -> bool:
    """Whether a sentence without any word of a subject claims nothing either."""
    folded, known = retold(text), words()
    decisive = (*known.near.values(), *known.sentence.values(), *known.anywhere.values(), *known.denial, known.duty)
    return not figures.figures(plain(text)) and not any(one.search(folded) for one in decisive)


def opposed(clauses: Sequence[Clause]) -> bool:
    """Whether a clause has the contrary of a word of its nearest sentence in the passages."""
    for clause in clauses:
        mine = retold(clause.text)
        told = [part.folded for part in clause.nearest]
        for one, other in (*likeness().contrary, *((b, a) for a, b in likeness().contrary)):
            if not one.search(mine) or other.search(mine) or not told:
                continue
            if all(other.search(place) and not one.search(place) for place in told):
                return True
    return False


def unmoored(clause: Clause, sentence: str) -> Fault | None:
    """A condition or an exception of the passage that the sentence leaves out."""
    if words().conditional.search(retold(sentence)) or not clause.nearest:
        return None
    return "condition" if all(words().condition.search(part.folded) for part in clause.nearest) else None


def misframed(clauses: Sequence[Clause]) -> bool:
    """Whether what follows "after the audit, ..." stands elsewhere in the passages than "after the audit"."""
    for frame, told in pairwise(clauses):
        if _FRAME.match(fold(frame.text)) and frame.nearest and told.nearest:
            where = {part.text for part in frame.nearest}
            if not where & {part.text for part in told.nearest}:
                return True
    return False


def strange_agents(sentence: str, cited: Sequence[Passage]) -> bool:
    """Whether something is done by, or with, people who do not stand so in the passages."""
    theirs = frozenset().union(*(_agents(passage.folded) for passage in cited))
    return not _agents(retold(sentence)) <= theirs


def _agents(folded: str) -> frozenset[tuple[str, int]]:
    """Each preposition with the class of people that follows it."""
    return frozenset(
        (_SAME_PREPOSITION.get(place[1], place[1]), number)
        for place in _AGENT.finditer(folded)
        for number, actor in enumerate(words().actors)
        if actor.match(folded, place.start(2))
    )

"""Whether a clause means what the nearest part of the passages means: figures, decisive words, conditions, agents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.vet import figures
from assistant.vet.alike import likeness, retold, spoken
from assistant.vet.clauses import FEWEST, Clause, nearest_to, share_of_all
from assistant.vet.faults import Fault
from assistant.vet.passage import Part, Passage, denies, denies_somewhere, plain
from assistant.vet.words import words
from corpus.records import Language
from index.lexical import fold

SAID = 0.6
"""Share of the words of a condition that tell it in another form."""
_BOUNDS = ("at_least", "at_most", "more", "less")
"""Words around a figure that must be kept with it."""
_AGENT = re.compile(
    r"(?<![a-z])(par|by|avec|with|au|aux|to) "
    r"(?:les? |la |l'|leurs? |vos |votre |ses |son |sa |des |du |une? |the |an? |your |their |its )?([a-z]{3,})"
)
_FRAME = re.compile(
    r"(?:avant|apres|pendant|depuis|lors|a l'|au cours|jusqu'|before|after|during|since|until|at the) ?"
)
_RELATIVE = re.compile(
    r"(?<![a-z])(?:qui|that|which|who|what|ce que) [a-z ]{0,20}?(?:peu(?:t|vent)|can|may|able)(?![a-z])"
)
_ARTICLE = (
    r"(?<![a-z])(?<!qui )(?<!que )(?<!vous )(?<!nous )"
    r"(?:les? |la |l'|une? |des? |du |d'|vos |votre |leurs? |ses |son |sa |the |an? |your |their |its "
    r"|of |1 )"
)
_NOT_SO = re.compile(r"(?<![a-z])(?:et non|and not|not)(?: pas)? $")
_SOME = re.compile(
    r"(?<![a-z])(?:certain(?:e?s)?|plusieurs|souvent|parfois|exemples?|some|several|often|sometimes|examples?|remote|default)(?![a-z])"
)
_LETS = re.compile(r"(?<![a-z])(?:let|laiss\w+)(?![a-z])")
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


def misworded(clause: Clause, cited: Sequence[Passage], sentence: str) -> Fault | None:
    """A word that decides, which the nearest part of the passages does not have; a duty made weaker, or a possibility
    made sure.
    """
    mine, known = retold(clause.text), words()
    clauses = [part.folded for part in clause.polar if not part.asks or part.denies]
    asked = [part.line for part in (*clause.polar, *clause.nearest) if part.line]
    others = [*clauses, *(part.folded for part in clause.nearest), *asked]
    for name, pattern in (*known.near.items(), *known.sentence.items()):
        if (
            pattern.search(mine)
            and not any(pattern.search(line) for line in asked)
            and not _decided(name, pattern, clause, clauses, others)
        ):
            return "word"
    expected = any(passage.facet in known.duty_facets for passage in cited)
    due, may = known.duty.search(mine), known.may.search(mine)
    duties = (known.duty, known.instead["duty"])
    if due and due.group() == "should" and any(passage.facet == "practice" for passage in cited):
        due = None
    if due and denies(clause.text) and any(denies(other) for other in others):
        due = None
    told = [*(part.folded for part in clause.closest), *asked]
    if due and not expected and not any(duty.search(other) for other in told for duty in duties):
        return "duty"
    if may and not due and clauses and all(known.duty.search(one) and not known.may.search(one) for one in clauses):
        return "duty"
    if (
        not (known.may.search(sentence) or _LETS.search(sentence))
        and clauses
        and all(_only_possible(one, others) for one in clauses)
    ):
        return "duty"
    return None


def _only_possible(told: str, others: list[str]) -> bool:
    """Whether a clause of the passages only says that something can be, and no other says that it is."""
    known = words()
    found = known.may.search(_RELATIVE.sub(" ", told))
    if not found or known.duty.search(told):
        return False
    done = re.match(r"[^a-z]*(?:be |etre |aussi |also )?([a-z]{4})", told[found.end() :])
    return done is None or not any(done[1] in other and not known.may.search(other) for other in others)


def _decided(name: str, pattern: re.Pattern[str], clause: Clause, clauses: list[str], others: list[str]) -> bool:
    """Whether the nearest part of the passages has a decisive word of the clause, or what may stand for it."""
    known = words()
    if any(_said(pattern, place, clause) for place in (clauses if name in known.near else others)):
        return True
    if name == "everyone" and clause.nearest and not any(_restricted(part.folded) for part in clause.nearest):
        return True
    if name in known.instead and any(known.instead[name].search(place) for place in others):
        return True
    mine = retold(clause.text)
    rivals = [known.near[rival] for rival in known.rivals.get(name, ())]
    return bool(rivals) and any(
        pattern.search(part.folded) and all(_beside(pattern, rival, mine, part.folded) for rival in rivals)
        for part in clause.nearest
    )


def strangers(mine: str, theirs: str) -> bool:
    """Whether a sentence speaks of people, laws, money, delays ... that the passages do not speak of."""
    known = words()
    return any(
        found.search(mine)
        and not found.search(theirs)
        and not (name in known.instead and known.instead[name].search(theirs))
        for name, found in known.anywhere.items()
    )


def strange_things(clause: Clause) -> bool:
    """Whether a clause names a thing that the passages do not have: a new word after an article."""
    said = spoken(plain(clause.text), clause.language)
    return any(
        re.search(rf"{_ARTICLE}{re.escape(said[stem])}(?![a-z])", plain(clause.text))
        for stem in clause.new
        if stem in said
    )


def harmless(text: str) -> bool:
    """Whether a sentence without any word of a subject claims nothing either."""
    folded, known = retold(text), words()
    decisive = (*known.near.values(), *known.sentence.values(), *known.anywhere.values(), *known.denial, known.duty)
    return not figures.figures(plain(text)) and not any(one.search(folded) for one in decisive)


def _said(pattern: re.Pattern[str], place: str, clause: Clause) -> bool:
    """Whether a text has a decisive word, and not only to deny it ("not all sites")."""
    return any(
        denies(clause.text) or not _NOT_SO.search(place[max(found.start() - 12, 0) : found.start()])
        for found in pattern.finditer(place)
    )


def _beside(pattern: re.Pattern[str], rival: re.Pattern[str], mine: str, theirs: str) -> bool:
    """Whether a word and its rival stand in both texts in the same order, or the rival in neither."""
    places = [(pattern.search(text), rival.search(text)) for text in (mine, theirs)]
    orders = [one.start() < other.start() if one and other else None for one, other in places]
    return orders[1] is None or orders[0] == orders[1]


def _restricted(folded: str) -> bool:
    """Whether a sentence speaks of some only, so that "all" would say more; a plural without more means all."""
    known = words()
    bounds = (known.condition, *(known.near[name] for name in ("only", *_BOUNDS)), known.sentence["except"])
    return denies_somewhere(folded) or any(one.search(folded) for one in (*bounds, _SOME, known.may))


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
    told = all(_conditional(part.folded, sentence, clause.language) for part in clause.nearest)
    return "condition" if told else None


def _conditional(folded: str, sentence: str, language: Language) -> bool:
    """Whether a sentence of the passages sets a condition of which the other sentence says too little."""
    found = words().condition.search(folded)
    if not found:
        return False
    condition = folded[found.end() :].split(",")[0]
    return share_of_all(condition, [Passage(sentence)], language) < SAID


def misframed(clauses: Sequence[Clause]) -> bool:
    """Whether what follows "after the audit, ..." stands elsewhere in the passages than "after the audit"."""
    if len(clauses) < FEWEST or not _FRAME.match(fold(clauses[0].text)):
        return False
    frame, told = clauses[:2]
    where = {part.text for part in frame.nearest}
    return bool(where and told.nearest) and not where & {part.text for part in told.nearest}


def strange_agents(sentence: str, cited: Sequence[Passage], language: Language) -> bool:
    """Whether something is done by, with or to people who do not stand so in the passages; only those whom a sentence
    of the passages names alone may stand after another word there.
    """
    theirs = frozenset().union(*(_agents(passage.folded) for passage in cited))
    placed = {people for _, people in theirs}
    alone = frozenset(
        people.copy().pop()
        for part in nearest_to(sentence, [part for passage in cited for part in passage.sentences], language)
        if len(people := {n for n, actor in enumerate(words().actors) if actor.search(part.folded)}) == 1
    )
    return any(
        one not in theirs and (one[0] == "par" or one[1] in placed or one[1] not in alone)
        for one in _agents(retold(sentence))
    )


def _agents(folded: str) -> frozenset[tuple[str, int]]:
    """Each preposition with the class of people that follows it."""
    return frozenset(
        (_SAME_PREPOSITION.get(place[1], place[1]), number)
        for place in _AGENT.finditer(folded)
        for number, actor in enumerate(words().actors)
        if actor.match(folded, place.start(2))
    )

"""Whether a message only adds a circumstance to the last question ("et avec 10 sites ?")."""

from __future__ import annotations

from assistant.question import Question

SHORT = 9
"""A question of at most so many words may lean on the one before."""
OF_AN_AUDIT = frozenset({"duration", "place", "sites"})
"""Themes that another kind of audit changes."""


def only_adds(question: Question, last: Question, words: int) -> bool:
    """Whether a question says nothing but another circumstance of the last one ("et avec 10 sites ?")."""
    joins = question.adds and bool(question.categories)  # "et si on démarre aussi l'apprentissage ?"
    facets = set(question.facets) - ({"new_entrant"} if joins else set())
    if question.criteria or question.themes or question.outside or facets or question.refused:
        return False
    if words > SHORT and not (question.leans or question.states):
        return False
    figures = last.given.with_known(question.given) != last.given
    # "en visio" may be said of the audit, and no theme depends on how one teaches
    facts = set(question.profile.known()) - ({"remote"} if last.themes else set())
    said = bool(facts) and (question.leans or question.states or question.adds)
    other = question.audit is not None and question.audit != last.audit and question.leans
    return figures or said or question.on is not None or (other and bool(OF_AN_AUDIT.intersection(last.themes)))

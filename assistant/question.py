"""Understands a question: language, indicators, facets, profile, intent, follow-up."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from assistant.cues import Cues, load_cues
from assistant.dates import audit_day
from assistant.numbers import Numbers
from assistant.rules import CATEGORIES, Category, Profile
from corpus.errors import QuestionError
from corpus.records import LANGUAGES, Language
from index.lexical import fold

MAX_CHARACTERS = 10_000
WEAK_FACETS = ("expected_level", "practice", "example", "applicability", "summary")
"""Words that also serve to phrase a question on another facet: they give way, the last first."""
SHORT = 9
"""A question of at most so many words may lean on the one before."""


@dataclass(frozen=True)
class Question:
    """A question as understood."""

    text: str
    language: Language
    indicators: tuple[int, ...] = ()
    criteria: tuple[int, ...] = ()
    facets: tuple[str, ...] = ()
    """Facets asked for, plus "applicability"; empty = not said."""
    profile: Profile = field(default_factory=Profile)
    """What the question itself says of the organisation."""
    categories: tuple[Category, ...] = ()
    """Categories that it mentions, whether the organisation has them or not."""
    on: date | None = None
    """The day of the audit that it gives."""
    intents: frozenset[str] = frozenset()
    outside: tuple[str, ...] = ()
    """Neighbouring subjects named that the corpus does not treat (VAT, ISO 9001 ...)."""
    more: bool = False
    """The whole list is asked for."""
    carried: tuple[str, ...] = ()
    """What was taken over from the turn before: "indicators", "facets", "question"."""
    leans: bool = False
    """Worded as a follow-up."""
    step: int = 0
    """+1 "the next one", -1 "the previous one"."""
    topic: str = ""
    """The question without the words for number, facet, organisation, or nothing: what is left to search for."""


@dataclass(frozen=True)
class Context:
    """What the next turn may lean on."""

    indicators: tuple[int, ...] = ()
    facets: tuple[str, ...] = ()
    profile: Profile = field(default_factory=Profile)
    question: Question | None = None
    """The last question answered."""
    asked: str | None = None
    """The profile field that the last answer asked for."""


class Reading:
    """Reads questions with the cues of all languages.

    Args:
        names_a_subject: whether words name a subject of the corpus; a short question that names none leans on the
            turn before.
    """

    def __init__(self, names_a_subject: Callable[[str], bool] = bool) -> None:
        self._names_a_subject = names_a_subject
        self.cues: dict[Language, Cues] = load_cues()
        self.numbers = Numbers(self.cues.values())

    def understand(
        self, text: str, context: Context, language: Language | None = None, today: date | None = None
    ) -> Question:
        """What is asked.

        Args:
            text: as typed, at most 10,000 characters.
            context: the turn before.
            language: forces the language of the answer.
            today: for reading "in 2024"; None = the day of the machine.

        Raises:
            QuestionError: the question is empty or too long.
        """
        cleaned = check_length(text)
        folded = re.sub(r"\s+", " ", fold(cleaned)).strip()
        spoken = language or self._language(folded)
        named = self.numbers.find(folded)
        rest = _without(folded, named.spans)
        intents = frozenset(
            name for cues in self.cues.values() for name, pattern in cues.intents.items() if pattern.search(folded)
        )
        facets = () if "identify" in intents else self._facets(rest)  # "which indicator is about subcontractors?"
        question = Question(
            text=cleaned,
            language=spoken,
            indicators=named.indicators,
            criteria=named.criteria,
            facets=facets,
            profile=self._profile(folded),
            categories=self._mentioned(folded),
            on=audit_day(folded, today or date.today()),
            intents=intents,
            outside=tuple(
                dict.fromkeys(
                    topic
                    for cues in self.cues.values()
                    for topic, pattern in cues.outside.items()
                    if pattern.search(folded)
                )
            ),
            more=self._any("more", folded),
            leans=self._any("followup", folded) or len(folded.split()) <= 3,
            step=int(self._any("next", folded)) - int(self._any("previous", folded)),
            topic=self._topic(rest, keep_facets="identify" in intents),
        )
        question = self._without_false_facets(question)
        if context.asked and context.question:
            answered = self._answer_to_what_was_asked(question, folded, context.question, context.asked)
            if answered:
                return answered
        subject = self._names_a_subject(question.topic)
        return _with_context(question, context, len(folded.split()), names_a_subject=subject)

    def _without_false_facets(self, question: Question) -> Question:
        """Speaking of one's own subcontractors is not asking how a subcontractor is audited."""
        facets = question.facets
        if question.profile.uses_subcontractors is not None and not question.profile.subcontractor:
            facets = tuple(facet for facet in facets if facet != "subcontracting")
        intents = question.intents
        if "honest" in intents:
            intents = intents - {"forge"}
        return replace(question, facets=facets, intents=intents)

    def _answer_to_what_was_asked(self, question: Question, folded: str, last: Question, asked: str) -> Question | None:
        """The last question again, once the fact that it lacked is given ("oui", "non, 5 jours", "OF")."""
        if question.indicators or question.facets or len(folded.split()) > SHORT:
            return None
        said = question.profile
        if asked != "categories" and getattr(said, asked) is None:
            if not self._any("yes", folded) and not self._any("no", folded):
                return None
            said = said.with_known(Profile(**{asked: self._any("yes", folded)}))  # type: ignore[arg-type]
        if not said.known():
            return None
        return replace(last, profile=last.profile.with_known(said), carried=("question",))

    def _any(self, name: str, folded: str) -> bool:
        return any(getattr(cues, name).search(folded) for cues in self.cues.values())

    def _language(self, folded: str) -> Language:
        words = re.findall(r"[a-z]+", folded)
        scores = {language: sum(word in self.cues[language].words for word in words) for language in LANGUAGES}
        return "en" if scores["en"] > scores["fr"] else "fr"

    def _facets(self, folded: str) -> tuple[str, ...]:
        """Facets in the order of their first mention; weak ones only when nothing stronger is said."""
        places: dict[str, int] = {}
        for cues in self.cues.values():
            for facet, pattern in cues.facets.items():
                found = pattern.search(folded)
                if found:
                    places[facet] = min(found.start(), places.get(facet, len(folded)))
        for weak in reversed(WEAK_FACETS):
            if len(places) > 1:
                places.pop(weak, None)
        return tuple(sorted(places, key=lambda facet: places[facet]))

    def _profile(self, folded: str) -> Profile:
        known: dict[str, Any] = {}
        for cues in self.cues.values():
            for flag, pattern in cues.flags.items():
                found = pattern.search(folded)
                if found and flag not in known:
                    known[flag] = not _denied(cues, folded, found.start()) and not _NE.search(found[0])
        has, lacks = self._categories(folded)
        if has or lacks:
            known["categories"] = tuple(has) or tuple(name for name in CATEGORIES if name not in lacks)
        return Profile(**known)

    def _categories(self, folded: str) -> tuple[list[Category], list[Category]]:
        """Categories that the organisation has, and those that it says it has not."""
        has: list[Category] = []
        lacks: list[Category] = []
        for name in CATEGORIES:
            places = {m.start() for cues in self.cues.values() for m in cues.categories[name].finditer(folded)}
            if places:
                denied = all(any(_denied(cues, folded, place) for cues in self.cues.values()) for place in places)
                (lacks if denied else has).append(name)
        return has, lacks

    def _mentioned(self, folded: str) -> tuple[Category, ...]:
        has, lacks = self._categories(folded)
        return tuple(name for name in CATEGORIES if name in has or name in lacks)

    def _topic(self, folded: str, keep_facets: bool) -> str:
        for cues in self.cues.values():
            facets = () if keep_facets else cues.facets.values()
            for pattern in (*facets, *cues.categories.values(), *cues.flags.values(), cues.more):
                folded = pattern.sub(" ", folded)
        return " ".join(word for word in re.findall(r"[a-z]{3,}", folded) if word not in _SMALL)


_NE = re.compile(r"\b(?:n(?:e\b|')|(?:ni|pas|aucune?|sans|not)\b)|n't\b")
"""A negation inside the words of a flag: "je ne sous-traite pas"."""


def _denied(cues: Cues, folded: str, start: int) -> bool:
    """Whether a negation stands shortly before a place."""
    before = folded[max(0, start - 25) : start]
    return bool(re.search(rf"{cues.negations.pattern}\W*(?:\w+\W+){{0,2}}$", before))


def check_length(text: str) -> str:
    """The question without surrounding space and control characters.

    Raises:
        QuestionError: it is empty or has more than 10,000 characters.
    """
    if len(text) > MAX_CHARACTERS:
        raise QuestionError(
            f"Question trop longue : {len(text)} caractères, {MAX_CHARACTERS} au plus. Posez-en plusieurs."
        )
    cleaned = "".join(letter for letter in text if letter.isprintable() or letter in "\n\t").strip()
    if not cleaned:
        raise QuestionError(
            "Question vide : écrivez une question, par exemple « Quelles preuves pour l'indicateur 28 ? »."
        )
    return cleaned


def _without(folded: str, spans: tuple[tuple[int, int], ...]) -> str:
    for start, end in sorted(spans, reverse=True):
        folded = f"{folded[:start]} {folded[end:]}"
    return folded


def _with_context(question: Question, context: Context, words: int, *, names_a_subject: bool) -> Question:
    """The question with what it leaves to the turn before."""
    if question.indicators or question.criteria or not context.indicators:
        # "et le 13 ?" after evidence of 12: same facet, other indicator
        if question.indicators and not question.facets and question.leans and context.facets:
            return replace(question, facets=context.facets, carried=("facets",))
        return question
    if question.intents & {"which", "count", "major_only", "identify", "forge", "promise", "greet"}:
        return question
    if question.step:
        moved = tuple(number + question.step for number in context.indicators[:1])
        facets = question.facets or context.facets
        return replace(question, indicators=moved, facets=facets, carried=("indicators", "facets"))
    says_something = question.facets or question.profile.known() or question.more or question.on
    if says_something and words <= SHORT and (question.leans or not names_a_subject):
        facets = question.facets or context.facets
        return replace(question, indicators=context.indicators, facets=facets, carried=("indicators",))
    return question


_SMALL = frozenset(
    """
    about alors and are aussi avec avoir avons cela celui ces cette combien comment concerne covers dans deals
    demande demander demandez des dire does dois doit donc donne donner elle elles est etre exactement exigences
    faut font for have how indicateur indicateurs indicator indicators les leur lieu lui mais meme mes moi moment
    montre need nos notre nous obligatoire obligatoires organisme our par parle pas peut peuvent peux plus porte
    pour quand quel quelle quelles quels qui quoi signifie sommes sont suis sur that the them then there they this
    traite une veut vous vraiment what which with you
    """.split()
)

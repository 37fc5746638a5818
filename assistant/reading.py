"""Understands a question: language, indicators, facets, profile, intent, figures, follow-up."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from assistant.adding import SHORT
from assistant.another import another
from assistant.asking import completed, doubted, leaning, off_topic, refused, supposed, themes_of
from assistant.claimed import claimed
from assistant.cues import Cues, load_cues
from assistant.dates import audit_day, undated
from assistant.followup import LEANING, with_context
from assistant.given import ASKS_SEVERITY, Given, answered, given, still_open
from assistant.numbers import Named, Numbers
from assistant.organisation import Organisation
from assistant.question import Context, Question, check_length
from assistant.rules import Profile
from assistant.sequel import SURELY, cleared, continued, introduced
from assistant.spelling import Spelling
from assistant.wanted import wanted
from assistant.wording import language_of, sought, topic, without
from corpus.records import Key, Language
from index.asked import packaged
from index.grasp import packaged as grasped
from index.lexical import fold
from index.sequel import Sequel, Sequels

WEAK_FACETS = ("expected_level", "practice", "example", "applicability", "summary")
"""Words that also serve to phrase a question on another facet: they give way, the last first."""
ALONE = 0.6
"""Chance of naming an indicator from which a lone number does, where nothing was asked before."""
PRACTICE = "practice"
"""The facet that tells of common mistakes."""
FEW = 6
"""Words up to which a question in a conversation most likely leans on what was said."""
HEARD = (
    "shorter",
    "in_french",
    "in_english",
    "first",
    "both",
    "among",
    "elsewhere",
    "returns",
    "how_long",
    "lasts",
    "granted",
    "where",
    "latest",
)
"""Cues that say how a question goes on from the turn before."""
GIVEN = ("turnover", "sites", "certificate", "notified")
"""Facts for a rule that are not part of the profile."""


class Reading:
    """Reads questions with the cues of all languages.

    Args:
        named: the indicators and topics of which words say a name; a question that names none may lean on the turn
            before.
    """

    def __init__(self, named: Callable[[str], frozenset[Key]] = lambda words: frozenset()) -> None:
        self._named = named
        self._asked = packaged()
        self._sequels = Sequels(grasp=grasped())
        self.cues: dict[Language, Cues] = load_cues()
        self.numbers = Numbers(self.cues.values())
        self._spelling = Spelling(self.cues.values())
        self._organisation = Organisation(self.cues)
        self._number_words = {word: number for cues in self.cues.values() for word, number in cues.numbers.items()}

    def written(self, text: str) -> str:
        """A text with the words in full that people shorten."""
        return self._spelling.out(text)

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
        typed = check_length(text)
        cleaned = _CA.sub("cela", self.written(typed))
        folded = re.sub(r"\s+", " ", fold(cleaned)).strip()
        words = sum(any(map(str.isalnum, word)) for word in folded.split())
        before = context.question.language if context.question else "fr"
        spoken = language or language_of(folded, self.cues, before)
        named = self.numbers.find(undated(folded))
        rest = without(folded, named.spans)
        intents = frozenset(
            name for cues in self.cues.values() for name, pattern in cues.intents.items() if pattern.search(folded)
        )
        said = _CODE.sub(" ", folded) if spoken == "en" and not re.search(r"\bOF\b", cleaned) else folded
        found = given(folded, self._number_words)
        counted = another(folded, context.question, self._number_words)
        if found == Given() != counted:  # "et avec 4 ?" after two minors
            found, named = counted, Named((), (), ())
        # "which indicator is about subcontractors?"
        profile = self._organisation.profile(folded, said)
        mistakes = self._wants("mistakes", folded)
        told_there = (PRACTICE,) if mistakes else self._facets(self._without("speaking", rest), profile)
        facets = () if "identify" in intents else told_there
        question = Question(
            text=cleaned,
            language=spoken,
            typed=typed,
            indicators=named.indicators,
            criteria=named.criteria,
            facets=facets,
            profile=profile,
            categories=self._organisation.mentioned(said),
            on=None
            if found.certificate or found.expires or found.notified
            else audit_day(_PAST.sub(" ", folded), today or date.today()),
            intents=intents,
            themes=self._themes(ASKS_SEVERITY.sub(" ", folded)) or themes_of(found, named.indicators),
            given=found,
            outside=tuple(
                dict.fromkeys(
                    topic
                    for cues in self.cues.values()
                    for topic, pattern in cues.outside.items()
                    if pattern.search(folded)
                )
            ),
            claimed=claimed(folded, named),
            more=self._any("more", folded),
            left=still_open(folded, self._number_words),
            leans=self._any("followup", folded) or words <= 3,
            points=self._any("points", re.sub(r"\s+", " ", fold(_TURNOVER.sub("turnover", cleaned)))),
            ourselves=self._any("ourselves", folded),
            corrects=self._any("correcting", folded),
            certified=self._any("certified", folded),
            adds=self._any("adding", folded),
            supposes=self._any("supposing", folded),
            sought=sought(cleaned, self.cues.values()) if "identify" in intents else "",
            staged=self._any("stage", folded),
            mistakes=mistakes,
            wanted=wanted(folded, self.cues.values()),
            audit=self._organisation.audit(folded),
            states=self._any("telling", folded) and "?" not in cleaned and not self._any("asking", folded),
            why=self._any("why", folded),
            step=int(self._any("next", folded)) - int(self._any("previous", folded)),
            topic=topic(rest, self.cues.values(), keep_facets="identify" in intents),
        )
        question = refused(question)
        going_on = context != Context()
        sequel = self._sequels.read(typed) if words <= LEANING else Sequel()
        question = self._numbered(question, folded, sequel, SURELY if going_on else ALONE)
        apart = context.within and words > FEW and not question.points
        if going_on and sequel.about:
            question = continued(question, sequel, apart)
        elif sequel.about and not self._named(question.topic):
            question = introduced(question, sequel)
        question = replace(question, hypothesis=going_on and _supposed(question))
        if question.idle:
            return question
        leans = going_on and (question.leans or words <= FEW)
        chances = self._asked.chances(typed)
        if leans:
            read = doubted(question, chances)
            read = read if question.refused else cleared(read, sequel)  # what a cue refuses stays refused
            question = supposed(read, chances)
        else:
            question = completed(question, chances, WEAK_FACETS)
        if leans and context.question is not None and context.refused is None:
            together = off_topic(self._asked.chances(f"{context.question.text} {typed}"))
            question = leaning(question, together, sequel)
        if context.asked and context.question:
            answered = self._answer_to_what_was_asked(question, folded, context.question, context.asked)
            if answered:
                return answered
        heard = frozenset(name for name in HEARD if self._any(name, folded))
        if self._wants("then", folded):
            heard |= {"then"}
        found_again = with_context(question, context, words, named=self._named(question.topic), said=heard)
        alone = not found_again.carried and found_again.stays is None
        return completed(found_again, chances, WEAK_FACETS) if leans and alone else found_again

    def _numbered(self, question: Question, folded: str, sequel: Sequel, least: float) -> Question:
        """The question with the number that stands alone in it, if it likely enough is that of an indicator."""
        if (
            question.indicators
            or question.criteria
            or sequel.about.get("number", 0.0) < least
            or question.given != Given()
        ):
            return question
        return replace(question, indicators=self.numbers.only(undated(folded)).indicators)

    def _answer_to_what_was_asked(self, question: Question, folded: str, last: Question, asked: str) -> Question | None:
        """The last question again, once the fact that it lacked is given ("oui", "non, 5 jours", "OF")."""
        if question.indicators or question.facets or len(folded.split()) > SHORT:
            return None
        if question.corrects and question.categories and asked != "categories":
            return None  # "non, on est un CFA" takes something back, and answers nothing
        if asked in GIVEN:
            found = answered(asked, folded, self._number_words)
            merged = last.given.with_known(found)
            return None if merged == last.given else replace(last, given=merged, carried=("question",))
        said = question.profile
        if asked != "categories" and getattr(said, asked) is None:
            if not self._any("yes", folded) and not self._any("no", folded):
                return None
            said = said.with_known(Profile(**{asked: self._any("yes", folded)}))  # type: ignore[arg-type]
        if not said.known():
            return None
        return replace(last, profile=last.profile.with_known(said), carried=("question",))

    def _without(self, name: str, folded: str) -> str:
        for cues in self.cues.values():
            folded = getattr(cues, name).sub(" ", folded)
        return folded

    def _any(self, name: str, folded: str) -> bool:
        return any(getattr(cues, name).search(folded) for cues in self.cues.values())

    def _wants(self, kind: str, folded: str) -> bool:
        return any(cues.wanted[kind].search(folded) for cues in self.cues.values())

    def _themes(self, folded: str) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(
                theme for cues in self.cues.values() for theme, pattern in cues.themes.items() if pattern.search(folded)
            )
        )

    def _facets(self, folded: str, profile: Profile) -> tuple[str, ...]:
        """Facets in the order of their first mention; weak ones only when nothing stronger is said."""
        places: dict[str, int] = {}
        for cues in self.cues.values():
            for facet, pattern in cues.facets.items():
                found = pattern.search(folded)
                if found:
                    places[facet] = min(found.start(), places.get(facet, len(folded)))
        if profile.uses_subcontractors is not None and not profile.subcontractor:
            places.pop("subcontracting", None)  # speaking of one's own subcontractors is not asking how one is audited
        for weak in reversed(WEAK_FACETS):
            if len(places) > 1:
                places.pop(weak, None)
        return tuple(sorted(places, key=lambda facet: places[facet]))


def _supposed(question: Question) -> bool:
    """Whether what a follow-up says of an organisation or a day need not hold for the speaker's."""
    says = question.profile.known() or question.on
    ours = question.ourselves or question.states or question.corrects
    return bool(says and (question.leans or question.supposes)) and not ours


_CA = re.compile(r"\b[\u00c7\u00e7]a\b")
"""The pronoun, which reads like the word for turnover once folded."""
_TURNOVER = re.compile(r"\bCA\b|(?<=de )ca\b")
_CODE = re.compile(r"\bof\b(?! ?(?:\+|&|et|and|,) ?(?:cbc|vae|cfa|bilan))")
"""The code of a category, and an English word."""
_PAST = re.compile(
    r"\b(?:depuis|since)\b[^.?!,;]{0,25}?20\d\d|(?:certifi|obten|obtain|cree|created)\w*[^.?!,;]{0,30}?20\d\d"
)
"""Days of the past that are not those of an audit."""

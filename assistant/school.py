"""The school as a program uses it: lessons, quizzes one question at a time, reviews, progress; all kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from assistant.learn.bank import SIZE, item_of, quiz
from assistant.learn.memory import reviewed
from assistant.learn.progress import History, Progress, progress
from assistant.learn.question import Question
from assistant.learn.records import Card, Drawn, Learner, Quiz, Reply
from assistant.learn.room import Room
from assistant.rules import Profile, Reader
from assistant.settings import Settings
from assistant.state.learners import Learners
from assistant.state.studies import Studies
from corpus.errors import LearnerError, QualiopiError
from corpus.lessons import Lesson, School, load_school
from corpus.load import Corpus
from corpus.records import Language


@dataclass(frozen=True)
class Sitting:
    """A quiz or a review under way."""

    learner: int | None
    """None for a quiz that is not kept."""
    lesson: str | None
    """None for a review."""
    quiz: int | None
    """Its number; None where there is none to keep."""
    seed: int
    language: Language
    day: date
    profile: Profile
    items: tuple[str, ...]
    answered: tuple[tuple[str, bool], ...] = ()
    """Right or wrong, in the order of `items`."""

    @property
    def current(self) -> str | None:
        """The id of the question to answer next."""
        done = dict(self.answered)
        return next((item for item in self.items if item not in done), None)

    @property
    def right(self) -> int:
        """How many were answered right so far."""
        return sum(right for _, right in self.answered)


@dataclass(frozen=True)
class Feedback:
    """What an answer was worth."""

    question: Question
    chosen: int
    place: int
    """1, 2, 3 ... in the sitting."""

    @property
    def right(self) -> bool:
        """Whether the choice was the right one."""
        return self.question.choices[self.chosen].holds


class Training:
    """The school of one owner.

    Args:
        corpus: lessons, rules, sheets.
        settings: data folder, day, time.
        owner: whose learners.
    """

    def __init__(self, corpus: Corpus, settings: Settings, owner: str = "local") -> None:
        self.corpus, self.settings = corpus, settings
        self.school: School = load_school(corpus)
        self.people = Learners(settings.data_folder(), owner=owner, clock=settings.now)
        self.studies = Studies(self.people, settings.now)
        self._subjects: dict[tuple[Language, date], dict[str, str]] = {}

    def room(self, language: Language, profile: Profile | None = None, on: date | None = None) -> Room:
        """A language, a profile and a day (default: the profile's audit date, else today)."""
        known = profile or Profile()
        day = on or known.audit_date or self.settings.day()
        return Room(self.corpus, self.school, Reader(self.corpus.rules, day), language, known)

    def lesson(self, number: int, language: Language) -> Lesson:
        """A lesson by its number.

        Raises:
            LearnerError: there is none.
        """
        lessons = self.school.lessons[language]
        found = next((lesson for lesson in lessons if lesson.order == number), None)
        if found is None:
            raise LearnerError("learners.lesson", lesson=number, count=len(lessons))
        return found

    def progress(self, learner: int, language: Language) -> Progress:
        """How far a learner is."""
        return progress(self.school.lessons[language], self.studies.history(learner))

    def everyone(self, language: Language) -> tuple[tuple[Learner, Progress, History], ...]:
        """All learners with how far they are."""
        lessons = self.school.lessons[language]
        found = ((one, self.studies.history(one.id)) for one in self.people.listing())
        return tuple((one, progress(lessons, history), history) for one, history in found)

    def begin(self, learner: int, lesson: Lesson, profile: Profile, *, again: bool = False) -> Sitting:
        """A quiz of a lesson: the one that was left open, or a new one.

        Args:
            learner: their number.
            lesson: in the language of the quiz.
            profile: of the learner's organisation.
            again: begin anew even if one is open.

        Raises:
            LearnerError: the learner was deleted meanwhile.
        """
        left = None if again else self.studies.open_quiz(learner, lesson.id)
        sitting = self._continued(learner, left, lesson.language) if left else None
        if sitting is not None:
            return sitting
        sitting = self.trial(lesson, profile, 1000 * learner + self.studies.count(learner, lesson.id))
        drawn = Drawn(lesson.id, sitting.seed, sitting.language, sitting.day, profile.known(), sitting.items)
        kept = self.studies.begin(learner, drawn)
        return replace(sitting, learner=learner, quiz=kept.id)

    def trial(self, lesson: Lesson, profile: Profile, seed: int) -> Sitting:
        """A quiz of a lesson that is not kept."""
        room = self.room(lesson.language, profile)
        items = tuple(item.id for item in quiz(room, lesson, seed, SIZE))
        return Sitting(None, lesson.id, None, seed, lesson.language, room.reader.on, profile, items)

    def due(self, learner: int) -> tuple[Card, ...]:
        """Missed questions to review today."""
        today = self.settings.now().astimezone().date()
        end = datetime.combine(today + timedelta(days=1), datetime.min.time()).astimezone()
        return self.studies.due(learner, end)

    def review(self, learner: int, language: Language, profile: Profile) -> Sitting:
        """The missed questions that are due, at most a quiz of them; what no lesson asks any more is left out."""
        room = self.room(language, profile)
        items = tuple(card.item for card in self.due(learner) if item_of(room, card.item) is not None)
        day = room.reader.on
        return Sitting(learner, None, None, self.settings.day().toordinal(), language, day, profile, items[:SIZE])

    def question(self, sitting: Sitting, item: str | None = None) -> Question | None:
        """The next question of a sitting, or the one of an id; None at the end, or if no lesson asks it any more."""
        wanted = item or sitting.current
        found = item_of(self._room(sitting), wanted) if wanted else None
        return found[1].question(sitting.seed) if found else None

    def answer(self, sitting: Sitting, chosen: int) -> tuple[Sitting, Feedback | None]:
        """Answer the next question; the answer of a learner is kept.

        Raises:
            LearnerError: the learner was deleted meanwhile, or the quiz begun again elsewhere.
        """
        item = sitting.current
        found = item_of(self._room(sitting), item) if item else None
        if item is None or found is None:
            return sitting, None
        question = found[1].question(sitting.seed)
        choice = question.choices[chosen]
        if sitting.learner is not None:
            now = self.settings.now()
            reply = Reply(sitting.quiz, sitting.lesson or found[0].id, item, choice.holds, choice.text)
            self.studies.answer(sitting.learner, reply, lambda kept: reviewed(kept, choice.holds, now))
        done = replace(sitting, answered=(*sitting.answered, (item, choice.holds)))
        return done, Feedback(question, chosen, len(done.answered))

    def subject(self, item: str, language: Language) -> str:
        """What a question is about, for a list; its id if no lesson asks it any more."""
        room = self.room(language)
        known = self._subjects.setdefault((language, room.reader.on), {})
        if item not in known:
            found = item_of(room, item)
            known[item] = found[1].question(0).subject if found else item
        return known[item]

    def _room(self, sitting: Sitting) -> Room:
        return self.room(sitting.language, sitting.profile, sitting.day)

    def _continued(self, learner: int, left: Quiz, language: Language) -> Sitting | None:
        """The quiz that was left open; None if one of its questions is not asked any more."""
        drawn = left.drawn
        profile = known_profile(drawn)
        room = self.room(language, profile, drawn.day)
        if any(item_of(room, item) is None for item in drawn.items):
            return None
        told = tuple((item, left.answered[item]) for item in drawn.items if item in left.answered)
        return Sitting(learner, drawn.lesson, left.id, drawn.seed, language, drawn.day, profile, drawn.items, told)


def known_profile(drawn: Drawn) -> Profile:
    """The profile of a quiz; an empty one if this version cannot read it."""
    try:
        return Profile.parse(drawn.profile)
    except QualiopiError:
        return Profile()

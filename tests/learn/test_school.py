"""Learners and what they did: kept across restarts, apart by owner; reviews, certificate, files."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta

import pytest

from assistant.export.document import page_to_docx
from assistant.export.learning import certificate, everyone_csv, learner_csv, learner_json
from assistant.learn.memory import reviewed
from assistant.learn.progress import Result, progress
from assistant.rules import Profile
from assistant.school import Sitting, Training
from assistant.settings import Settings
from assistant.state.migrate import FOLDER
from assistant.state.store import FILE
from corpus.errors import LearnerError
from tests.conftest import TODAY

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def school_at(corpus, home):
    """Opens the school again, as after a restart, on a day."""

    def make(on: date = TODAY, owner: str = "local") -> Training:
        return Training(corpus, Settings(home=home, today=on), owner)

    return make


def answered(training: Training, sitting: Sitting, wrong: int = 0) -> Sitting:
    """The rest of a sitting, the first `wrong` questions answered wrong."""
    while (question := training.question(sitting)) is not None:
        hit = len(sitting.answered) >= wrong
        place = question.right if hit else (question.right + 1) % len(question.choices)
        sitting, feedback = training.answer(sitting, place)
        assert feedback.right == hit
    return sitting


def passed(training: Training, learner: int, language="fr", wrong: int = 0) -> None:
    for lesson in training.school.lessons[language]:
        answered(training, training.begin(learner, lesson, Profile()), wrong)


def test_nothing_is_made_before_it_is_needed(school_at, home):
    training = school_at()
    assert training.people.listing() == ()
    assert training.progress(1, "fr").passed == 0
    assert training.due(1) == ()
    assert not home.exists()


def test_names(school_at):
    people = school_at().people
    zoe, eve = people.add(" Zoé "), people.add("Ève <b>")
    assert [one.name for one in people.listing()] == ["Zoé", "Ève <b>"]
    with pytest.raises(LearnerError, match="s'appelle déjà « Zoé »"):
        people.add("Zoé")
    with pytest.raises(LearnerError, match="1 à 80 caractères"):
        people.add("a\nb")
    people.rename(eve.id, "Ève")
    assert people.named("Ève").id == eve.id
    with pytest.raises(LearnerError, match="il y a : Zoé, Ève"):
        people.named("Nina")
    people.delete(zoe.id)
    assert [one.name for one in school_at().people.listing()] == ["Ève"]
    with pytest.raises(LearnerError, match="supprimé entre-temps"):
        people.rename(zoe.id, "Zoé")


def test_learners_of_another_owner_are_never_seen(school_at):
    mine, theirs = school_at(), school_at(owner="other")
    learner = mine.people.add("Zoé")
    sitting = answered(mine, mine.begin(learner.id, mine.lesson(1, "fr"), Profile()), wrong=2)
    assert sitting.right == 8
    assert theirs.people.listing() == ()
    assert theirs.studies.history(learner.id).results == ()
    assert theirs.due(learner.id) == ()
    assert theirs.studies.answers(learner.id) == ()
    theirs.people.delete(learner.id)
    with pytest.raises(LearnerError):
        theirs.studies.read(learner.id, "evidence")
    assert mine.people.get(learner.id) == learner


def test_a_quiz_goes_on_after_a_restart(school_at):
    first = school_at()
    learner = first.people.add("Zoé").id
    lesson = first.lesson(8, "fr")
    sitting = first.begin(learner, lesson, Profile(categories=("CFA",)))
    sitting, _ = first.answer(sitting, first.question(sitting).right)
    sitting, feedback = first.answer(sitting, (first.question(sitting).right + 1) % 2)
    assert not feedback.right
    again = school_at(TODAY + timedelta(days=30)).begin(learner, lesson, Profile())
    assert again == sitting
    assert again.day == TODAY
    english = school_at().begin(learner, first.lesson(8, "en"), Profile())
    assert (english.items, english.language) == (sitting.items, "en")
    anew = school_at().begin(learner, lesson, Profile(), again=True)
    assert anew.answered == ()
    assert anew.quiz != sitting.quiz
    with pytest.raises(LearnerError, match="recommencé ailleurs"):
        first.answer(sitting, 0)


def test_another_try_asks_other_questions(school_at):
    training = school_at()
    learner = training.people.add("Zoé").id
    lesson = training.lesson(9, "fr")
    one = training.begin(learner, lesson, Profile())
    answered(training, one)
    assert set(training.begin(learner, lesson, Profile()).items) != set(one.items)


def test_an_answer_counts_once(school_at):
    training = school_at()
    learner = training.people.add("Zoé").id
    sitting = training.begin(learner, training.lesson(1, "fr"), Profile())
    wrong = (training.question(sitting).right + 1) % len(training.question(sitting).choices)
    training.answer(sitting, wrong)
    training.answer(sitting, training.question(sitting).right)
    assert [row["right"] for row in training.studies.answers(learner)] == [False]


def test_progress_and_score(school_at):
    training = school_at()
    learner = training.people.add("Zoé").id
    lesson = training.lesson(1, "fr")
    training.studies.read(learner, lesson.id)
    reached = training.progress(learner, "fr")
    assert (reached.standings[0].state, reached.standings[1].state, reached.score) == ("begun", "new", None)
    answered(training, training.begin(learner, lesson, Profile()), wrong=3)
    assert training.progress(learner, "fr").standings[0].state == "begun"
    answered(training, training.begin(learner, lesson, Profile()), wrong=2)
    reached = school_at().progress(learner, "en")
    assert (reached.standings[0].state, reached.passed, reached.score, reached.standings[0].tries) == (
        "passed",
        1,
        80,
        2,
    )
    assert reached.next.order == 2


@pytest.mark.parametrize(("right", "passes"), [(8, True), (7, False), (0, False), (10, True)])
def test_the_threshold(right, passes):
    assert Result("x", right, 10, NOW).passed is passes


def test_what_was_missed_comes_back(school_at):
    training = school_at()
    learner = training.people.add("Zoé").id
    answered(training, training.begin(learner, training.lesson(9, "fr"), Profile()), wrong=2)
    due = training.due(learner)
    assert len(due) == 2
    review = training.review(learner, "en", Profile())
    assert review.items == tuple(card.item for card in due)
    answered(training, review)
    assert school_at().due(learner) == ()
    later = school_at(TODAY + timedelta(days=400))
    assert {card.item for card in later.due(learner)} == {card.item for card in due}
    assert later.review(learner, "fr", Profile()).items
    assert len(training.studies.history(learner).missed) == 2


def test_memory_by_the_clock():
    assert reviewed(None, True, NOW) is None
    kept, due = reviewed(None, False, NOW)
    assert timedelta(0) < due - NOW < timedelta(hours=1)
    known, next_due = reviewed(kept, True, NOW + timedelta(minutes=30))
    assert next_due - NOW > timedelta(days=1)
    _, after = reviewed(known, True, next_due)
    assert after - next_due > next_due - NOW
    assert reviewed(known, False, next_due)[1] - next_due < timedelta(hours=1)
    assert reviewed(None, False, NOW) == (kept, due)


def test_a_question_that_is_not_asked_any_more_is_left_out(school_at):
    training = school_at()
    learner = training.people.add("Zoé").id
    profile = Profile(categories=("OF",), certifying=False)
    lesson = training.lesson(10, "fr")
    sitting = answered(training, training.begin(learner, lesson, profile), wrong=10)
    mine = {item for item in sitting.items if item.startswith("mine:")}
    assert mine
    review = training.review(learner, "fr", Profile())
    assert mine.isdisjoint(review.items)
    assert review.items


def test_the_certificate_only_when_every_lesson_is_passed(school_at):
    import docx

    training = school_at()
    one = training.people.add("Zoé & <Cie>")
    reader = training.room("fr").reader
    with pytest.raises(LearnerError, match="0 sur 10"):
        certificate(one, training.progress(one.id, "fr"), reader, "fr")
    passed(training, one.id, wrong=1)
    page = certificate(one, training.progress(one.id, "fr"), reader, "fr")
    made = docx.Document(io.BytesIO(page_to_docx(page)))
    text = "\n".join(paragraph.text for paragraph in made.paragraphs)
    for part in ("Zoé & <Cie>", "les 10 leçons", "22 novembre 2026", "90 %", "RNQ 2026 (33 indicateurs)", "V9"):
        assert part in text
    assert "n'est pas une certification Qualiopi" in text
    assert "formation interne" in text
    assert len(made.tables[0].rows) == 11
    assert made.tables[0].rows[9].cells[0].text == "9. Non-conformités et décision"
    english = certificate(one, training.progress(one.id, "en"), reader, "en")
    assert any("not a Qualiopi certification" in line for line in english.below)


def test_files_for_a_spreadsheet_are_harmless(school_at):
    training = school_at()
    one = training.people.add("=HYPERLINK(0)")
    answered(training, training.begin(one.id, training.lesson(2, "fr"), Profile()), wrong=1)
    table = everyone_csv(training.everyone("fr"), lambda item: f"+{item}", "fr", TODAY).decode("utf-8-sig")
    row = list(csv.reader(io.StringIO(table), delimiter=";"))[1]
    assert row[0] == "'=HYPERLINK(0)"
    assert row[1] == "1 leçon(s) réussie(s) sur 10"
    assert row[3] == TODAY.isoformat()
    assert row[4].startswith("'+")
    mine = learner_csv(one, training.studies.answers(one.id), lambda item: item, "en").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(mine)))
    assert [line[3] for line in rows[1:11]].count("Wrong") == 1
    data = json.loads(learner_json(one, training.progress(one.id, "fr"), training.studies.answers(one.id)))
    assert (data["name"], data["passed"], len(data["answers"])) == ("=HYPERLINK(0)", 1, 10)


def test_deleting_a_learner_leaves_nothing(school_at, home):
    import sqlite3

    training = school_at()
    one = training.people.add("Zoé")
    training.studies.read(one.id, "evidence")
    answered(training, training.begin(one.id, training.lesson(1, "fr"), Profile()), wrong=1)
    training.people.delete(one.id)
    connection = sqlite3.connect(home / FILE)
    for table in ("learners", "readings", "quizzes", "answers", "cards"):
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    connection.close()
    assert training.progress(one.id, "fr").passed == 0


def test_a_file_of_the_version_before_gets_the_new_tables(school_at, home, corpus):
    from alembic.command import upgrade
    from alembic.config import Config
    from sqlalchemy import create_engine

    home.mkdir()
    with create_engine(f"sqlite:///{home / FILE}").connect() as connection, connection.begin():
        config = Config()
        config.set_main_option("script_location", str(FOLDER))
        config.attributes["connection"] = connection
        upgrade(config, "0001")
    assert school_at().people.add("Zoé").name == "Zoé"


def test_progress_of_nobody(school):
    from assistant.learn.progress import History

    reached = progress(school.lessons["fr"], History(frozenset(), (), (), None))
    assert (reached.passed, reached.complete, reached.score, reached.next.order) == (0, False, None, 1)

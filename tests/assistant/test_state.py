"""Conversations: kept, read back, apart by owner; killed processes, several writers, damaged and newer files."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from types import UnionType
from typing import Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.given import Given
from assistant.question import Context, Question
from assistant.record import Answer
from assistant.rules import Profile
from assistant.rules.data import steps_of
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.state.codec import answer_from, answer_text, context_from, context_text
from assistant.state.copy import copied
from assistant.state.database import _engine
from assistant.state.migrate import FOLDER, REVISIONS, prepare
from assistant.state.records import Finished, name_from
from assistant.state.store import FILE, Conversations
from corpus.errors import SettingsError, StateDamaged, StateNewer, StateProblem, ThreadError
from tests.conftest import TODAY

ANSWER = Answer(answer="Oui. [1]", indicators=(28,), outcome="answer", language="fr", rnq="2026", guide="V9", on="x")
CONTEXT = Context(indicators=(28,), facets=("evidence",), question=Question("q", "fr", indicators=(28,)))


def finished(question: str = "q", context: Context = CONTEXT) -> Finished:
    return Finished(question, ANSWER, context)


@pytest.fixture
def kept(tmp_path):
    return Conversations(tmp_path / "home", corpus="abc", clock=lambda: datetime(2026, 11, 22, 9, tzinfo=UTC))


# -- contexts and answers as JSON


def values(hint) -> st.SearchStrategy:
    """All values of a type, every field of a record filled (`st.from_type` leaves fields with a default alone)."""
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        return st.builds(hint, **{field.name: values(hints[field.name]) for field in fields(hint)})
    if get_origin(hint) in (Union, UnionType):
        return st.one_of([values(part) for part in get_args(hint)])
    if get_origin(hint) is tuple:
        return st.lists(values(get_args(hint)[0]), max_size=3).map(tuple)
    return st.floats(0, 1) if hint is float else st.from_type(hint)  # numbers of a context are chances


@given(values(Context))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_context_is_read_back_as_it_was(context):
    assert context_from(context_text(context)) == context


def test_every_part_of_a_context_is_read_back():
    context = replace(
        CONTEXT,
        profile=Profile(categories=("OF", "CFA"), new_entrant=("CFA",), subcontractor="only", audit_date=TODAY),
        given=Given(turnover=300_000, certificate=TODAY),
        asked="turnover",
        question=Question("q", "en", intents=frozenset({"which", "count"}), on=TODAY, carried=("facets",)),
    )
    assert context_from(context_text(context)) == context


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.update(mood="good"),
        lambda data: data["profile"].update(colour="red"),
        lambda data: data["question"]["given"].update(weight=3),
        lambda data: data.update(indicators=["28"]),
        lambda data: data["profile"].update(categories=["XY"]),
        lambda data: data["question"].pop("text"),
        lambda data: data["given"].update(found=[{"indicator": 4, "severity": "minor", "why": "?"}]),
    ],
)
def test_a_context_that_is_not_ours_is_dropped(change):
    data = json.loads(context_text(CONTEXT))
    assert context_from(json.dumps(data)) == CONTEXT
    change(data)
    assert context_from(json.dumps(data)) == Context()
    assert context_from("{not json") == context_from("[]") == context_from("null") == Context()


def test_a_context_of_an_older_version_lacks_fields_and_is_still_read():
    data = json.loads(context_text(CONTEXT))
    del data["asked"], data["question"]["step"]
    assert context_from(json.dumps(data)) == CONTEXT


def test_a_real_answer_is_read_back_with_its_trace(shared_assistant):
    reply = shared_assistant.reply("NC de l'indicateur 12 ?")
    answer = reply.answer
    read = answer_from(answer_text(answer))
    assert (read.citations, read.facts, read.indicators) == (answer.citations, answer.facts, (12,))
    assert read.to_dict() == answer.to_dict()
    assert steps_of(read.trace, shared_assistant.corpus.rules) == reply.steps != ()
    assert answer_from('{"answer": 3}') is None


# -- what is kept


def test_turns_are_read_back_by_another_object(kept, tmp_path):
    number = kept.add("Audit", finished("un"))
    assert kept.add("Audit", finished("deux", Context())) == number
    kept.close()
    again = Conversations(tmp_path / "home")
    (one,) = again.listing()
    assert (one.name, one.language, one.turns, one.created.isoformat()) == (
        "Audit",
        "fr",
        2,
        "2026-11-22T09:00:00+00:00",
    )
    turns = again.turns(number)
    assert [(turn.place, turn.question, turn.corpus) for turn in turns] == [(1, "un", "abc"), (2, "deux", "abc")]
    assert turns[0].answer == ANSWER
    assert turns[0].version != ""
    assert again.context(number) == Context()


def test_nothing_is_written_by_reading(kept, tmp_path):
    assert kept.listing() == ()
    assert kept.turns(1) == ()
    assert kept.context(1) == kept.context_of("x") == Context()
    assert not (tmp_path / "home").exists()


def test_owners_share_nothing(kept, tmp_path):
    number = kept.add("Audit", finished())
    other = Conversations(tmp_path / "home", owner="other")
    assert other.listing() == ()
    assert other.turns(number) == ()
    assert other.context(number) == Context()
    other.delete(number)
    with pytest.raises(ThreadError, match="entre-temps"):
        other.rename(number, "Mien")
    assert other.keep(number, finished("autre")).conversation != number
    assert other.add("Audit", finished("autre")) != number
    assert [turn.question for turn in kept.turns(number)] == ["q"]


def test_rename_and_delete(kept):
    first, second = kept.add("a", finished()), kept.add("b", finished())
    kept.rename(first, " c ")
    assert kept.named("c").id == first
    with pytest.raises(ThreadError, match="déjà « b »"):
        kept.rename(first, "b")
    kept.rename(second, "b")
    kept.delete(first)
    assert [one.name for one in kept.listing()] == ["b"]
    assert kept.turns(first) == ()
    with pytest.raises(ThreadError, match="il y a : « b »"):
        kept.named("c")


def test_the_number_of_a_deleted_conversation_is_not_given_again(kept):
    number = kept.keep(None, finished("un")).conversation
    kept.delete(number)
    assert kept.keep(None, finished("deux")).conversation != number
    assert kept.keep(number, finished("trois")).conversation != number
    assert {one.name for one in kept.listing()} == {"deux", "trois"}


def test_deleting_a_conversation_deletes_its_turns(kept, tmp_path):
    kept.delete(kept.add("a", finished()))
    with closing(sqlite3.connect(tmp_path / "home" / FILE)) as file:
        assert file.execute("SELECT count(*) FROM turns").fetchone() == (0,)


@pytest.mark.parametrize("name", ["", "   ", "a" * 81, "a\nb", "a\x1b[31m", "\ud800", "a\u202eb"])
def test_names_that_are_not_allowed(kept, name):
    for use in (kept.named, kept.context_of, lambda name: kept.add(name, finished())):
        with pytest.raises(ThreadError, match="1 à 80 caractères"):
            use(name)


def test_names_made_from_questions():
    assert name_from("  Quelles\n preuves ? ", set()) == "Quelles preuves ?"
    assert name_from("q", {"q", "q (2)"}) == "q (3)"
    assert name_from("mot " * 60, set()).endswith("mot…")
    assert len(name_from("x" * 5000, {"x" * 60 + "…"})) <= 80


# -- the file


def test_the_migrations_make_the_tables_that_the_code_uses(kept, tmp_path):
    from alembic.autogenerate import compare_metadata
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory
    from sqlalchemy import create_engine

    from assistant.state.tables import METADATA

    kept.add("a", finished())
    engine = create_engine(f"sqlite:///{tmp_path / 'home' / FILE}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    engine.dispose()
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    found = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(found)) == REVISIONS


def test_the_file_keeps_a_journal_beside_it_and_checks_its_keys(kept, tmp_path):
    kept.add("a", finished())
    with closing(sqlite3.connect(tmp_path / "home" / FILE)) as file:
        assert file.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    with kept._database.transaction() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX permissions")
def test_others_of_the_machine_cannot_read_the_file(kept, tmp_path):
    kept.add("a", finished())
    assert (tmp_path / "home" / FILE).stat().st_mode & 0o077 == 0


def test_a_file_of_a_newer_version_is_refused(kept, tmp_path):
    kept.add("a", finished())
    with closing(sqlite3.connect(tmp_path / "home" / FILE)) as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
        file.commit()
    with pytest.raises(StateNewer, match="plus récente"):
        Conversations(tmp_path / "home").listing()


def damage(path, how):
    content = path.read_bytes()
    if how == "text":
        path.write_text("not a database\n" * 400)
    elif how == "torn":
        path.write_bytes(content[: len(content) // 2])
    elif how == "holes":
        path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    else:
        path.unlink()
        with closing(sqlite3.connect(path)) as file:
            file.execute("CREATE TABLE recipes (name TEXT)")


@pytest.mark.parametrize("how", ["text", "torn", "holes", "of another program"])
def test_a_damaged_file_is_refused_with_what_to_do(kept, tmp_path, how):
    number = kept.add("a", finished("x" * 20_000))
    damage(tmp_path / "home" / FILE, how)
    after = Conversations(tmp_path / "home")
    with pytest.raises(StateDamaged, match=r"renommez-le.*qualiopi data"):
        after.turns(number)
    with pytest.raises(StateDamaged):
        after.add("b", finished())


def test_a_time_that_is_not_one_is_damage(kept, tmp_path):
    kept.add("a", finished())
    with closing(sqlite3.connect(tmp_path / "home" / FILE)) as file:
        file.execute("UPDATE conversations SET changed = 'yesterday'")
        file.commit()
    with pytest.raises(StateDamaged):
        kept.listing()


def test_an_empty_file_is_filled(tmp_path):
    (tmp_path / FILE).touch()
    kept = Conversations(tmp_path)
    kept.add("a", finished())
    assert len(kept.listing()) == 1


def test_a_migration_that_stops_before_its_end_leaves_nothing_behind(tmp_path):
    from sqlalchemy import event

    engine = _engine(tmp_path / FILE)

    @event.listens_for(engine, "commit")
    def stop(_connection):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        prepare(tmp_path / FILE, engine)
    with closing(sqlite3.connect(tmp_path / FILE)) as file:
        assert file.execute("SELECT name FROM sqlite_master").fetchall() == []
    assert Conversations(tmp_path).add("a", finished()) == 1


def test_a_folder_that_cannot_be_one_is_told(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(SettingsError, match="n'est pas utilisable"):
        Conversations(tmp_path / "file" / "home").add("a", finished())


def test_the_file_may_be_deleted_while_we_run(kept, tmp_path):
    kept.add("a", finished())
    assert [path.name for path in (tmp_path / "home").iterdir() if path.name.startswith(f"{FILE}-")] == []
    (tmp_path / "home" / FILE).unlink()
    assert kept.listing() == ()
    kept.add("b", finished())
    assert [one.name for one in kept.listing()] == ["b"]


def test_a_copy_is_taken_while_a_turn_is_being_written(kept, tmp_path):
    kept.add("a", finished())
    with closing(sqlite3.connect(tmp_path / "home" / FILE)) as writer:
        writer.execute("PRAGMA wal_autocheckpoint=0")
        writer.execute("UPDATE conversations SET name = 'committed'")
        writer.commit()
        writer.execute("UPDATE conversations SET name = 'not yet'")
        (tmp_path / "copy").mkdir()
        copied(tmp_path / "home" / FILE, tmp_path / "copy" / FILE)
    assert [one.name for one in Conversations(tmp_path / "copy").listing()] == ["committed"]


# -- several at once, and killed

WRITER = """
import sys
from pathlib import Path
from assistant.state.store import Conversations
from tests.assistant.test_state import finished
kept = Conversations(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    kept.add("shared", finished(f"{sys.argv[2]}{number}"))
"""


def test_two_processes_write_at_once_and_nothing_is_lost(tmp_path):
    """The file does not exist yet: both also try to make it."""
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), name, "25"], stderr=subprocess.PIPE, text=True)
        for name in "ab"
    ]
    for writer in writers:
        _, errors = writer.communicate()
        assert writer.returncode == 0, errors
    kept = Conversations(tmp_path)
    turns = kept.turns(kept.named("shared").id)
    assert [turn.place for turn in turns] == list(range(1, 51))
    assert [turn.question for turn in turns if turn.question[0] == "a"] == [f"a{n}" for n in range(25)]
    assert [turn.question for turn in turns if turn.question[0] == "b"] == [f"b{n}" for n in range(25)]


def test_threads_write_at_once_through_one_object_and_through_several(tmp_path):
    shared, failed = Conversations(tmp_path), []

    def write(name):
        kept = shared if name < "c" else Conversations(tmp_path)
        try:
            for number in range(10):
                kept.add("shared", finished(f"{name}{number}"))
                kept.keep(None, finished("same question"))
                kept.listing()
        except StateProblem as error:
            failed.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    turns = shared.turns(shared.named("shared").id)
    assert sorted(turn.question for turn in turns) == sorted(f"{name}{n}" for name in "abcd" for n in range(10))
    assert len({one.name for one in shared.listing()}) == 41


KILLED = """
import sys, time
from datetime import date
from pathlib import Path
from assistant.service import Assistant
from assistant.settings import Settings
assistant = Assistant(Settings(home=Path(sys.argv[1]), today=date(2026, 11, 22)))
for number in (12, 28, 4):
    assistant.ask(f"preuves de l'indicateur {number}", thread="audit")
    print(number, flush=True)
while True:
    assistant.conversations.add("noise", assistant.finished("x", assistant.reply("indicateur 1")))
"""


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_a_killed_process_loses_no_finished_turn(tmp_path):
    process = subprocess.Popen([sys.executable, "-c", KILLED, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        if line.strip() == "4":
            break
    process.send_signal(signal.SIGKILL)
    process.wait()
    assistant = Assistant(Settings(home=tmp_path, today=TODAY))
    kept = assistant.conversations
    assert [turn.answer.indicators[0] for turn in kept.turns(kept.named("audit").id)] == [12, 28, 4]
    record = assistant.ask("et la nc ?", thread="audit")
    assert (record["indicators"], record["carried"]) == ((4,), ("indicators",))


# -- the assistant


def test_a_thread_survives_a_restart_and_others_start_afresh(tmp_path, corpus):
    made = Settings(home=tmp_path, today=TODAY)
    Assistant(made, corpus=corpus).ask("preuves de l'indicateur 28", thread="a")
    again = Assistant(made, corpus=corpus)
    assert again.ask("et la nc ?", thread="a")["indicators"] == (28,)
    assert again.ask("et la nc ?", thread="b")["carried"] == ()
    assert Assistant(made, corpus=corpus, owner="x").ask("et la nc ?", thread="a")["carried"] == ()
    assert [one.turns for one in again.conversations.listing()] == [1, 2]
    assert again.conversations.turns(1)[0].corpus == corpus.hash
    assert again.conversations.turns(1)[0].asked_at.astimezone().date() == TODAY


def test_without_a_thread_nothing_is_written(tmp_path, corpus):
    Assistant(Settings(home=tmp_path / "home", today=TODAY), corpus=corpus).ask("indicateur 12")
    assert not (tmp_path / "home").exists()


def test_a_question_without_a_thread_does_not_load_the_database():
    code = "import sys; from assistant import Assistant; Assistant().ask('NC 12'); print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"

"""Questions: exactly one right choice by the rules, distinct choices, a source."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

import pytest

from assistant.learn.bank import MAKERS, SIZE, bank, item_of, quiz
from assistant.learn.concerned import ORGANISATIONS
from assistant.learn.decisions import FOUND, drawn
from assistant.learn.question import Choice, Item, Question, Support
from assistant.rules import (
    Profile,
    applicability,
    calendar,
    corrections,
    decision,
    new_entrant,
    severity,
    subcontracting,
    surveillance_scope,
)
from corpus.errors import CorpusError
from corpus.lessons import QUESTIONS
from corpus.records import LANGUAGES
from tests.conftest import TODAY
from tests.learn.conftest import DAYS

MINE = Profile(categories=("OF",), certifying=False, alternance=True, only_short=False, uses_subcontractors=True)


def everything(room) -> dict[str, Item]:
    return {item.id: item for lesson in room.lessons for item in bank(room, lesson)}


def number(text: str) -> int:
    """The indicator of a choice."""
    return int(text.partition(".")[0])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("on", DAYS)
def test_one_right_choice_distinct_choices_and_a_source(room_of, language, on):
    room = room_of(language, on, MINE)
    for item in everything(room).values():
        for seed in range(3):
            made = item.question(seed)
            assert sum(choice.holds for choice in made.choices) == 1, item.id
            assert len({choice.text for choice in made.choices}) == len(made.choices), item.id
            assert len(made.choices) in (2, 4), item.id
            assert made.support.references, item.id
            room.sheet(made.support.key)
            assert all(reference.source in room.corpus.rules.sources for reference in made.support.references)
            assert len(made.explanation.split()) >= 5, item.id
            assert "$" not in made.prompt + made.explanation + made.subject
            assert not re.search(r"[{}]", made.prompt + made.explanation + "".join(c.text for c in made.choices))
            if made.support.confidence != "high" and made.support.trace:
                assert re.search(r"\((confiance|confidence) ", made.explanation), item.id


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("on", DAYS)
def test_every_lesson_has_enough_to_ask(room_of, language, on):
    room = room_of(language, on)
    counts = {lesson.id: len(bank(room, lesson)) for lesson in room.lessons}
    assert min(counts.values()) >= 12, counts
    assert sum(counts.values()) / len(counts) >= 30


def test_the_kinds_are_those_that_lessons_may_name(school):
    assert set(MAKERS) == set(QUESTIONS)
    named = {kind for lesson in school.lessons["fr"] for kind in lesson.questions}
    assert named == set(QUESTIONS)


def test_the_same_questions_in_both_languages(room_of):
    french, english = (everything(room_of(language, TODAY, MINE)) for language in LANGUAGES)
    assert french.keys() == english.keys()


def test_the_same_seed_asks_the_same(room_of):
    lesson = room_of().lessons[4]
    one, two = (quiz(room_of(), lesson, 7) for _ in range(2))
    assert [item.question(7) for item in one] == [item.question(7) for item in two]
    assert [item.id for item in one] != [item.id for item in quiz(room_of(), lesson, 8)]


def test_a_quiz_mixes_kinds_and_does_not_repeat_itself(room_of):
    room = room_of()
    for lesson in room.lessons:
        for seed in range(5):
            items = quiz(room, lesson, seed)
            assert len(items) == SIZE
            assert len({item.id for item in items}) == SIZE
            assert {item.kind for item in items} == {item.kind for item in bank(room, lesson)}


# -- the right choice, found again by the rules


def test_severity_by_the_rule(room_of):
    room = room_of("en")
    for item in everything(room).values():
        if item.kind in ("severity", "partial"):
            n = int(item.id.partition(":")[2])
            value = severity(n, room.reader).value
            for seed in range(6):
                made = item.question(seed)
                right = made.choices[made.right].text
                if item.kind == "severity":
                    assert right.startswith("Never") == (value == "major"), item.id
                elif value == "major" or "not met at all" in made.prompt:
                    assert right == "A major non-conformity", item.id
                else:
                    assert right == "A minor non-conformity", item.id


def test_who_is_concerned_by_the_rule(room_of):
    room = room_of("fr")
    for item in everything(room).values():
        kind, _, name = item.id.partition(":")
        if kind == "applies":
            inside = applicability(ORGANISATIONS[name.removeprefix("not-")], room.reader).applying
            for seed in range(6):
                made = item.question(seed)
                concerned = [number(choice.text) in inside for choice in made.choices]
                assert concerned.count(not name.startswith("not-")) == 1
                assert concerned[made.right] != name.startswith("not-")
        if kind == "count":
            made = item.question(3)
            assert (
                number(made.choices[made.right].text.replace(" ", "."))
                == applicability(ORGANISATIONS[name], room.reader).count
            )


def test_surveillance_by_the_rule(room_of):
    room = room_of("fr")
    for item in everything(room).values():
        if item.kind == "surveillance":
            kind, _, name = item.id.removeprefix("surveillance:").partition("-")
            reviewed = surveillance_scope(ORGANISATIONS[name], room.reader).value
            for seed in range(4):
                made = item.question(seed)
                seen = [number(choice.text) in reviewed for choice in made.choices]
                assert seen[made.right] == (kind == "always")
                assert seen.count(kind == "always") == 1


def test_subcontractors_and_new_entrants_by_the_rule(room_of):
    room = room_of("en")
    words = {
        "not_applicable": "does not apply",
        "by_mission": "judged",
        "particular": "of its own",
        "ordinary": "everyone",
    }
    for item in everything(room).values():
        kind, _, n = item.id.partition(":")
        made = item.question(1)
        right = made.choices[made.right].text
        if kind == "subcontract":
            assert words[subcontracting(int(n), room.reader, contract=True).value] in right
        if kind == "adapted":
            adapted = [new_entrant(number(choice.text), room.reader).value == "adapted" for choice in made.choices]
            assert adapted.count(adapted[made.right]) == 1
            assert adapted[made.right] == ("not adapted" not in made.prompt)
        if kind == "entrant":
            assert right == room.reader.read("new-entrant-initial", int(n))["en"]


def test_decisions_by_the_rule(room_of):
    room = room_of("en")
    for name, found in FOUND.items():
        made = item_of(room, f"decision:{name}")[1].question(5)
        outcome = decision(drawn(found, room, Random(f"5/decision:{name}")), found.audit, Profile(), room.reader)
        right = made.choices[made.right].text
        assert ("a major is open" in right) == bool(outcome.details["open_majors"])
        assert ("too many" in right) == (not outcome.value and not outcome.details["open_majors"])
        assert ("corrected afterwards" in right) == bool(outcome.value)


def test_days_by_the_rule(room_of):
    from datetime import date

    from assistant.rules import months_after
    from assistant.rules.shown import day

    room = room_of("en")
    for months in (4, 11, 19):
        days = calendar(months_after(TODAY, -months), room.reader).value
        for what, name in (("expiry", "expiry"), ("renewal", "renewal_best"), ("window", "window_end")):
            made = item_of(room, f"dates:{what}-{months}")[1].question(2)
            assert day(date.fromisoformat(days[name]), "en") in made.choices[made.right].text
    for months in (1, 2):
        days = corrections(months_after(TODAY, -months), room.reader).value
        for what, text in days.items():
            made = item_of(room, f"deadline:{what}-{months}")[1].question(2)
            assert made.choices[made.right].text == day(date.fromisoformat(text), "en")


def test_cases_are_never_offered_what_they_may_also_serve(room_of, school):
    room = room_of()
    for case in school.cases.values():
        found = item_of(room, f"{case.kind}:{case.id}")
        if found is not None:
            for seed in range(4):
                made = found[1].question(seed)
                assert number(made.choices[made.right].text) == case.indicator
                wrong = {number(choice.text) for choice in made.choices if not choice.holds}
                assert wrong <= set(case.unlike)


def test_the_odd_evidence_is_not_in_the_sheet_and_the_others_are(room_of):
    room = room_of()
    for item in everything(room).values():
        if item.kind == "not_evidence":
            mine = room.evidence(int(item.id.partition(":")[2]))
            for seed in range(4):
                made = item.question(seed)
                assert [choice.text not in mine for choice in made.choices] == [choice.holds for choice in made.choices]


def test_true_statements_and_false_ones_both_come(room_of):
    room = room_of()
    items = [item for item in everything(room).values() if item.kind == "misconception"]
    share = sum(item.question(1).right == 0 for item in items) / len(items)
    assert 0.3 < share < 0.7


# -- a change of the rules


def changed(rules, key, value):
    known = rules.parameters[key]
    values = tuple(replace(dated, value=value(dated.value)) for dated in known.values)
    return replace(rules, parameters={**rules.parameters, key: replace(known, values=values)})


def right_of(room, item) -> str:
    made = item_of(room, item)[1].question(1)
    return made.choices[made.right].text


def test_a_change_of_a_rule_changes_the_quiz(room_of, corpus):
    graded = changed(corpus.rules, "severity", lambda table: {**table, 12: "major"})
    assert right_of(room_of(), "severity:12").startswith("Quand les mesures")
    assert right_of(room_of(rules=graded), "severity:12").startswith("Jamais")
    longer = changed(corpus.rules, "certificate-validity", lambda _: 5)
    assert right_of(room_of(), "dates:expiry-4") == "22 juillet 2029"
    assert right_of(room_of(rules=longer), "dates:expiry-4") == "22 juillet 2031"
    fewer = changed(corpus.rules, "minors-make-major", lambda _: 3)
    listed = [item_of(room, "decision:just-enough")[1].question(1).prompt for room in (room_of(), room_of(rules=fewer))]
    assert ["5 mineures" in listed[0], "3 mineures" in listed[1]] == [True, True]
    wider = changed(corpus.rules, "common-indicators", lambda found: [*found, 20])
    assert right_of(room_of(), "count:assessments") == "22 indicateurs"
    assert right_of(room_of(rules=wider), "count:assessments") == "23 indicateurs"


def test_indicator_33_is_asked_about_only_when_it_exists(room_of):
    now, before = (set(everything(room_of(on=on))) for on in DAYS)
    assert "situation:teaching-never-evaluated" in now - before
    assert not any(item.endswith(":33") for item in before)
    assert "severity:33" not in now


def test_the_profile_of_the_learner_is_asked_about(room_of):
    assert not [item for item in everything(room_of()) if item.startswith("mine:")]
    room = room_of(profile=MINE)
    mine = {item: right_of(room, item) for item in everything(room) if item.startswith("mine:")}
    assert mine["mine:13"].startswith("Oui")
    assert mine["mine:14"].startswith("Non")
    unsure = room_of(profile=Profile(categories=("OF",)))
    assert "mine:13" not in everything(unsure)


@pytest.mark.parametrize("choices", [(), (True, True), (False, False)])
def test_an_ambiguous_question_is_refused(choices):
    made = Question(
        "x:1", "", "?", tuple(Choice(str(n), holds) for n, holds in enumerate(choices)), "", Support(1, "faq", ())
    )
    with pytest.raises(CorpusError, match="x:1"):
        Item("x:1", lambda _: made).question(1)


def test_two_choices_that_read_the_same_are_refused():
    made = Question("x:1", "", "?", (Choice("A ", True), Choice("a", False)), "", Support(1, "faq", ()))
    with pytest.raises(CorpusError, match="1 choix différents"):
        Item("x:1", lambda _: made).question(1)

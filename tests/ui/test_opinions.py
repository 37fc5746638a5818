"""What readers say of answers: kept with the turn, the last word counts, nothing else is taken."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from assistant.service import Assistant
from assistant.settings import Settings
from assistant.state.opinions import REASONS, Opinion
from assistant.ui.launch import web_app
from tests.conftest import TODAY


@pytest.fixture
def assistant(tmp_path, corpus):
    return Assistant(Settings(home=tmp_path / "home", today=TODAY), corpus=corpus)


@pytest.fixture
def place(assistant):
    return assistant.conversations.keep(None, assistant.finished("preuves 28", assistant.reply("preuves 28")))


@pytest.fixture
def client(assistant):
    return TestClient(web_app(assistant), base_url="http://127.0.0.1")


def opinion(assistant, place):
    (turn,) = assistant.conversations.turns(place.conversation)
    return turn.opinion


@pytest.mark.parametrize("reason", REASONS)
def test_the_last_word_counts(assistant, place, client, reason):
    sent = {"thread": place.conversation, "turn": place.turn}
    assert client.post("/opinion", json={**sent, "kind": "up"}).status_code == 204
    assert opinion(assistant, place) == Opinion("up")
    down = {**sent, "kind": "down", "reason": reason, "comment": "<b>non</b>"}
    assert client.post("/opinion", json=down).status_code == 204
    assert opinion(assistant, place) == Opinion("down", reason, "<b>non</b>")
    (told,) = assistant.conversations.opinions.all()
    assert (told.question, told.opinion.reason, told.corpus) == ("preuves 28", reason, assistant.corpus.hash)


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ({"kind": "sideways"}, 422, "permis : up, down"),
        ({"kind": "down", "reason": "boring"}, 422, "wrong, missing_source"),
        ({"comment": "x" * 501}, 422, "500 caractères"),
        ({"comment": "x" * 9000}, 422, "objet JSON"),
        ({"turn": 7}, 404, "supprimée"),
        ({"thread": "one"}, 422, "objet JSON"),
        ({"thread": None}, 422, "objet JSON"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_one_line(assistant, place, client, change, status, said):
    sent = {"thread": place.conversation, "turn": place.turn, "kind": "up", **change}
    answer = client.post("/opinion", json=sent)
    assert (answer.status_code, answer.text.count("\n")) == (status, 0)
    assert said in answer.text
    assert opinion(assistant, place) is None


def test_a_form_of_another_site_is_refused(assistant, place, client):
    body = f'{{"thread": {place.conversation}, "turn": 1, "kind": "up"}}'
    assert client.post("/opinion", content=body, headers={"Content-Type": "text/plain"}).status_code == 422
    assert opinion(assistant, place) is None


def test_an_opinion_goes_with_its_conversation_and_belongs_to_its_owner(assistant, place, tmp_path, corpus):
    assistant.conversations.opinions.say(*place, Opinion("up"))
    stranger = Assistant(Settings(home=tmp_path / "home", today=TODAY), corpus=corpus, owner="somebody else")
    assert stranger.conversations.opinions.all() == ()
    assistant.conversations.delete(place.conversation)
    assert assistant.conversations.opinions.all() == ()

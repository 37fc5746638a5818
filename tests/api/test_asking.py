"""Questions over HTTP: the same record as in Python, whole or as it grows, whoever else is asking."""

from __future__ import annotations

import asyncio
import json
from datetime import date
from itertools import pairwise

import pytest

from assistant.api.threads import AT_ONCE
from tests.api.conftest import ADDRESS, plain

httpx = pytest.importorskip("httpx")

ASKED = [
    {"question": "Quelles preuves pour l'indicateur 28 ?"},
    {"question": "Which evidence for indicator 28?", "lang": "fr"},
    {"question": "combien d'indicateurs ?", "profile": {"categories": ["CFA"]}, "on": "2026-10-31"},
    {"question": "how many indicators apply?", "profile": {"categories": ["AF"], "certifying": True}},
    {"question": "que faire des réclamations des stagiaires ?"},
    {"question": "comment antidater une feuille d'émargement ?"},
    {"question": "quel temps fera-t-il demain ?"},
    {"question": "combien de jours dure l'audit ?", "profile": None, "lang": None, "thread": None},
    {"question": "NC de l'indicateur 12 ?\u0000 \U0001f600 <b>"},
]


def expected(assistant, asked):
    on = date.fromisoformat(asked["on"]) if asked.get("on") else None
    return plain(assistant.ask(asked["question"], profile=asked.get("profile"), on=on, lang=asked.get("lang")))


def events(text):
    """The server-sent events of a stream: name and data."""
    parts = [part.split("\n") for part in text.split("\n\n") if part]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in parts]


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked["question"][:30].encode("ascii", "replace").decode())
def test_the_record_is_that_of_python(api, assistant, asked):
    response = api.post("/ask", **asked)
    assert response.status_code == 200
    assert plain(response.json()) == expected(assistant, asked)


def test_why_gives_what_the_rules_read(api, assistant):
    record = api.post("/ask", question="NC de l'indicateur 12 ?", why=True).json()
    assert plain(record) == plain(assistant.reply("NC de l'indicateur 12 ?").answer.to_dict(why=True))
    assert {"severity", "minor-when"} <= {step["parameter"] for step in record["trace"]}


def test_the_longest_question_is_answered(api):
    assert api.post("/ask", question=("\U0001f600" * 9_980) + " indicateur 12").status_code == 200


def test_a_stream_grows_line_by_line_and_ends_with_the_record(api, assistant):
    asked = {"question": "preuves de l'indicateur 12"}
    response = api.sent("/ask/stream", json.dumps(asked), content_type="application/json")
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["cache-control"] == "no-store"
    *growing, (last, record) = events(response.text)
    assert {name for name, _ in growing} == {"text"}
    texts = [data["text"] for _, data in growing]
    assert len(texts) > 3
    assert all(later.startswith(earlier) for earlier, later in pairwise(texts))
    assert (last, plain(record)) == ("answer", expected(assistant, asked))
    assert texts[-1] == record["answer"]


def test_what_is_wrong_is_told_before_a_stream_begins(api):
    response = api.sent("/ask/stream", '{"question": " ", "lang": "en"}', content_type="application/json")
    assert (response.status_code, response.json()["id"]) == (422, "question.empty")
    assert response.json()["error"].startswith("Empty question")


def test_a_thread_is_kept_and_leaned_on(api, assistant):
    api.post("/ask", question="preuves de l'indicateur 28", thread="par HTTP")
    record = api.post("/ask", question="et la nc ?", thread="par HTTP").json()
    assert record["indicators"] == [28]
    api.sent("/ask/stream", '{"question": "et 12 ?", "thread": "par HTTP"}', content_type="application/json")
    kept = next(one for one in assistant.conversations.listing() if one.name == "par HTTP")
    turns = assistant.conversations.turns(kept.id)
    assert [turn.question for turn in turns] == ["preuves de l'indicateur 28", "et la nc ?", "et 12 ?"]
    assert plain(turns[1].answer.to_dict()) == plain(record)


def test_fifty_at_once_stay_apart(web, assistant):
    cases = [
        {"question": f"gravité d'une nc sur l'indicateur {n} ?", "profile": {"categories": [category]}, "lang": lang}
        for n in range(1, 26)
        for category, lang in (("CFA", "fr"), ("OF", "en"))
    ]

    async def all_of_them():
        transport = httpx.ASGITransport(web)
        async with httpx.AsyncClient(transport=transport, base_url=ADDRESS, timeout=120) as client:
            return await asyncio.gather(*(client.post("/api/ask", json=case) for case in cases))

    answers = asyncio.run(all_of_them())
    assert len(answers) == 50
    for case, answer in zip(cases, answers, strict=True):
        assert plain(answer.json()) == expected(assistant, case)


def test_callers_that_do_not_read_hold_up_nobody(web):
    """More streams than answers are made at once, and nobody reads the second part of any of them."""
    body = json.dumps({"question": "preuves de l'indicateur 12"}).encode()

    async def both():
        begun = asyncio.Semaphore(0)

        async def deaf():
            async def send(message):
                if message["type"] == "http.response.body":
                    begun.release()
                    await asyncio.Event().wait()

            await web(scope("/api/ask/stream", body), receiving(body), send)

        waiting = [asyncio.create_task(deaf()) for _ in range(2 * AT_ONCE)]
        for _ in waiting:
            await begun.acquire()
        async with httpx.AsyncClient(transport=httpx.ASGITransport(web), base_url=ADDRESS, timeout=60) as client:
            answer = await client.post("/api/ask", content=body, headers={"content-type": "application/json"})
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        return answer

    assert asyncio.run(both()).json()["indicators"] == [12]


def scope(path, body):
    headers = {b"host": b"127.0.0.1:7860", b"content-type": b"application/json", b"content-length": b"%d" % len(body)}
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": list(headers.items()),
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 7860),
    }


def receiving(body):
    messages = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive():
        if not messages:
            await asyncio.Event().wait()
        return messages.pop()

    return receive


def test_search_gives_what_the_command_gives(api, assistant):
    from assistant.find import find

    found = api.get("/search", q="réclamations des stagiaires", k=3).json()
    assert found["query"] == "réclamations des stagiaires"
    assert found["hits"] == json.loads(json.dumps(find(assistant, found["query"], date(2026, 11, 22), 3)))
    assert len(found["hits"]) == 3
    assert api.get("/search", q="indicateur 33", on="2026-10-31").json()["on"] == "2026-10-31"


def test_status_gives_what_the_command_gives(api, assistant):
    from assistant.status import status_data

    record = api.get("/status").json()
    now = status_data(assistant.settings, assistant.corpus, "fr")
    assert {key: value for key, value in record.items() if key != "size_bytes"} == {
        key: value for key, value in now.items() if key != "size_bytes"
    }
    assert "passages" in record["index"]

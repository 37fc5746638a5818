"""Files of the school: a learner's data, the certificate, the table of all learners."""

from __future__ import annotations

from typing import Literal

from fastapi import FastAPI, Request, Response
from fastapi.responses import PlainTextResponse

from assistant.export.conversation import file_name
from assistant.export.document import page_to_docx
from assistant.export.learning import certificate, everyone_csv, learner_csv, learner_json
from assistant.messages import Messages
from assistant.service import Assistant
from assistant.ui.attached import KINDS, attached
from assistant.ui.shown.parcours import FILES
from assistant.ui.spoken import language_for
from corpus.errors import QualiopiError
from corpus.said import said


def serve_learning(web: FastAPI, assistant: Assistant) -> None:
    """Add the addresses of the school's files; what cannot be given is told in one line."""

    @web.get(FILES + "/apprenants.csv")
    def everyone(request: Request) -> Response:
        to, training = language_for(request), assistant.training
        try:
            rows = training.everyone(to)
            content = everyone_csv(rows, lambda item: training.subject(item, to), to, assistant.settings.day())
        except QualiopiError as error:
            return PlainTextResponse(error.text(to), 503)
        return attached(content, f"{Messages().say(to, 'school.csv.learners')}.csv", KINDS["csv"])

    @web.get(FILES + "/attestation-{number}.docx")
    def passed(number: int, request: Request) -> Response:
        to, training = language_for(request), assistant.training
        try:
            one = training.people.get(number)
            if one is None:
                return PlainTextResponse(said("learners.gone").text(to), 404)
            page = certificate(one, training.progress(number, to), training.room(to).reader, to)
        except QualiopiError as error:
            return PlainTextResponse(error.text(to), 409)
        return attached(page_to_docx(page), file_name(one.name, "docx"), KINDS["docx"])

    @web.get(FILES + "/{number}.{form}")
    def mine(number: int, form: Literal["csv", "json"], request: Request) -> Response:
        to, training = language_for(request), assistant.training
        try:
            one = training.people.get(number)
            if one is None:
                return PlainTextResponse(said("learners.gone").text(to), 404)
            answers = training.studies.answers(number)
            if form == "json":
                content = learner_json(one, training.progress(number, to), answers)
            else:
                content = learner_csv(one, answers, lambda item: training.subject(item, to), to)
        except QualiopiError as error:
            return PlainTextResponse(error.text(to), 503)
        return attached(content, file_name(one.name, form), KINDS[form])

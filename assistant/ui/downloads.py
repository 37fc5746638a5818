"""Files made for the profile of a link: the evidence checklist, and the profile itself."""

from __future__ import annotations

from typing import Literal

from fastapi import FastAPI, Request, Response
from fastapi.responses import PlainTextResponse

from assistant import profiles
from assistant.checklist import checklist
from assistant.compose.desk import Desk
from assistant.export.checklist import Format, exported, name_of
from assistant.messages import Messages
from assistant.rules import Profile, Reader
from assistant.service import Assistant
from assistant.ui.attached import KINDS, attached
from assistant.ui.shown.perimetre import DOCUMENTS, PROFILES
from assistant.ui.spoken import language_for
from corpus.errors import QualiopiError
from corpus.records import Language


def serve_documents(web: FastAPI, assistant: Assistant) -> None:
    """Add the addresses of the screen's documents; the profile is a parameter, and a wrong one is told in a line."""
    messages = Messages()

    @web.get(DOCUMENTS + ".{form}")
    def documents(form: Format, request: Request, profile: str = "") -> Response:
        language = language_for(request)
        try:
            known = _known(profile, messages, language)
            today = assistant.settings.day()
            reader = Reader(assistant.corpus.rules, known.audit_date or today)
            made = checklist(Desk(assistant.library, reader, messages, known, language), today)
            return attached(exported(made, form), name_of(made, form), KINDS[form])
        except QualiopiError as error:
            return PlainTextResponse(error.text(language), 400)

    @web.get(PROFILES + ".{form}")
    def profile_file(form: Literal["yaml", "json"], request: Request, profile: str = "") -> Response:
        language = language_for(request)
        try:
            known = _known(profile, messages, language)
        except QualiopiError as error:
            return PlainTextResponse(error.text(language), 400)
        text = profiles.to_yaml(known) if form == "yaml" else profiles.to_json(known)
        return attached(text.encode(), f"{messages.say(language, 'ui.perimetre.profile_file')}.{form}", KINDS[form])


def _known(text: str, messages: Messages, language: Language) -> Profile:
    return profiles.read(text, messages.say(language, "ui.perimetre.link_name"))

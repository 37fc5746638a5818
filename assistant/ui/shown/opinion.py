"""Did it help? Two buttons under an answer, and the reasons."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from assistant.state.opinions import LONGEST_COMMENT, REASONS, Opinion


def opinion_form(thread: int, turn: int, given: Opinion | None, say: Callable[[str], str]) -> str:
    """The form; the script of the screen sends what is chosen.

    Args:
        thread: number of the conversation in what is kept.
        turn: of the turn in it.
        given: what was said before.
        say: gives a message, escaped.
    """
    reasons = "".join(
        f'<label><input type="radio" name="reason-{thread}-{turn}" value="{reason}"'
        f"{' checked' if given and given.reason == reason else ''}> {say(f'ui.reason.{reason}')}</label>"
        for reason in REASONS
    )
    up = str(given is not None and given.kind == "up").lower()
    opened = " open" if given and given.kind == "down" else ""
    told, failed = say("ui.opinion.kept"), say("ui.opinion.failed")
    return (
        f'<div class="opinion" data-thread="{thread}" data-turn="{turn}" data-kept="{told}" data-failed="{failed}">'
        f'<button type="button" data-opinion="up" aria-pressed="{up}">{say("ui.opinion.up")}</button>'
        f"<details{opened}><summary>{say('ui.opinion.down')}</summary>"
        f"<fieldset><legend>{say('ui.opinion.reasons')}</legend>{reasons}"
        f'<label class="comment">{say("ui.opinion.comment")} '
        f'<input type="text" maxlength="{LONGEST_COMMENT}" value="{escape(given.comment) if given else ""}"></label>'
        f'<button type="button" class="button" data-opinion="down">{say("ui.opinion.send")}</button>'
        f'</fieldset></details><span class="kept" role="status">{told if given else ""}</span></div>'
    )

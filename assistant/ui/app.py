"""The web app: one route a screen, each in its frame."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import gradio as gr

from assistant.messages import Messages
from assistant.service import Assistant
from assistant.ui.frame import Frame
from assistant.ui.pages import assistant as assistant_screen
from assistant.ui.pages import audit as audit_screen
from assistant.ui.pages import library as library_screen
from assistant.ui.pages import parcours as parcours_screen
from assistant.ui.pages import perimetre as perimetre_screen
from assistant.ui.shown.frame import SCREENS

HERE = Path(__file__).parent
BUILDERS: dict[str, Callable[[Frame], None]] = {
    "assistant": assistant_screen.build,
    "perimetre": perimetre_screen.build,
    "bibliotheque": library_screen.build,
    "audit": audit_screen.build,
    "parcours": parcours_screen.build,
}
"""What lays each screen out."""


def build_app(assistant: Assistant) -> gr.Blocks:
    """The web app over an assistant.

    Args:
        assistant: `warm_up` is the caller's affair.
    """
    say = Messages().say
    with gr.Blocks(title=say("fr", "ui.title"), analytics_enabled=False) as app:
        for name, path in SCREENS.items():
            if path != "/":
                _turn_to(app, say("fr", f"ui.nav.{name}"), path)
            _screen(app, assistant, name)
    return app


def _turn_to(app: gr.Blocks, title: str, path: str) -> None:
    """Lay out the next page of the app: `app.route`, without leaving the app, which would build its server again."""
    app.current_page = path.strip("/")
    app.pages.append((app.current_page, title, True))


def theme() -> gr.themes.Base:
    """Calm and readable: one blue, system fonts; the colours are those of `css/frame.css`."""
    fonts = ["system-ui", "Segoe UI", "Roboto", "Noto Sans", "sans-serif"]
    mono = ["ui-monospace", "Consolas", "monospace"]
    both = {
        "body_background_fill": "var(--paper)",
        "body_text_color": "var(--ink)",
        "body_text_color_subdued": "var(--muted)",
        "background_fill_primary": "var(--paper)",
        "background_fill_secondary": "var(--soft)",
        "border_color_primary": "var(--line)",
        "block_background_fill": "var(--paper)",
        "block_border_color": "var(--line)",
        "block_label_text_color": "var(--ink)",
        "block_title_text_color": "var(--ink)",
        "block_info_text_color": "var(--muted)",
        "input_background_fill": "var(--paper)",
        "input_background_fill_focus": "var(--paper)",
        "input_border_color": "var(--muted)",
        "input_border_color_focus": "var(--blue)",
        "input_placeholder_color": "var(--muted)",
        "button_primary_background_fill": "var(--blue)",
        "button_primary_background_fill_hover": "var(--blue-strong)",
        "button_primary_text_color": "var(--paper)",
        "button_primary_text_color_hover": "var(--paper)",
        "button_secondary_background_fill": "var(--paper)",
        "button_secondary_background_fill_hover": "var(--blue-soft)",
        "button_secondary_border_color": "var(--blue)",
        "button_secondary_text_color": "var(--blue)",
        "button_cancel_background_fill": "var(--paper)",
        "button_cancel_text_color": "var(--warn)",
        "button_cancel_border_color": "var(--warn)",
        "checkbox_background_color": "var(--paper)",
        "checkbox_background_color_selected": "var(--blue)",
        "checkbox_border_color": "var(--muted)",
        "checkbox_label_background_fill": "var(--paper)",
        "checkbox_label_background_fill_hover": "var(--blue-soft)",
        "checkbox_label_background_fill_selected": "var(--blue-soft)",
        "checkbox_label_border_color": "var(--line)",
        "checkbox_label_text_color": "var(--ink)",
        "checkbox_label_text_color_selected": "var(--ink)",
    }
    same_in_the_dark = {f"{name}_dark": value for name, value in both.items()}
    base = gr.themes.Base(font=fonts, font_mono=mono, radius_size="sm")
    return base.set(**both, **same_in_the_dark, shadow_drop="none", button_primary_shadow="none")


def style() -> str:
    """All style sheets, the frame's first."""
    return "\n".join(file.read_text(encoding="utf-8") for file in _parts("css"))


def scripts() -> str:
    """All scripts, as the head of the page takes them."""
    return "".join(f"<script>{file.read_text(encoding='utf-8')}</script>" for file in _parts("js"))


def _parts(kind: str) -> list[Path]:
    return sorted((HERE / kind).glob(f"*.{kind}"), key=lambda file: (file.stem != "frame", file.stem))


def _screen(app: gr.Blocks, assistant: Assistant, name: str) -> None:
    frame = Frame(app, assistant, name)
    BUILDERS[name](frame)
    frame.close()

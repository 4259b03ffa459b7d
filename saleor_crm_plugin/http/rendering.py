"""Pages in the reader's language, escaped by Django, with no script and nothing from elsewhere."""

import base64
import hashlib
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.template import Context, Engine, Template

from ..saleor_adapter.accepted_language import accepted_language
from .words import WORDS

PAGES = Path(__file__).parent / "pages"
DEFAULT_LANGUAGE = "en"
_STYLE = (PAGES / "style.css").read_text(encoding="utf-8")


def _hash_source(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


# The one style is known by its hash. Forms go to this very place, nothing else may be loaded, and
# no other site may put our page into a frame to have its buttons pressed.
CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        f"style-src {_hash_source(_STYLE)}",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)


def language_of(accepted: str) -> str:
    """Return the language of ours that an Accept-Language header likes best; English if none."""
    return accepted_language(accepted, among=WORDS) or DEFAULT_LANGUAGE


def page(
    name: str, *, language: str, status: int = HTTPStatus.OK, **values: Any
) -> HttpResponse:
    """Return the page `pages/<name>.html` in a language; `values` are escaped where shown."""
    words = WORDS[language]
    context = Context({"words": words, "language": language, "style": _STYLE, **values})
    response = HttpResponse(_template(name).render(context), status=status)
    response.headers["Content-Language"] = language
    return response


def plain(status: int) -> HttpResponse:
    """Return a status with its own name as text, for whoever is not a reader."""
    return HttpResponse(
        f"{HTTPStatus(status).phrase}\n", status=status, content_type="text/plain"
    )


@lru_cache(maxsize=32)
def _template(name: str) -> Template:
    return _engine().get_template(f"{name}.html")


@lru_cache(maxsize=1)
def _engine() -> Engine:
    # Our own engine: the shop's may be set up in any way.
    return Engine(dirs=[str(PAGES)], autoescape=True)

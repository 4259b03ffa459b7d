"""The pages in the Dashboard, which are one HTML file and what it loads, and their manifest."""

import secrets

from django.http import HttpResponse, JsonResponse

from ..dashboard.built import INDEX, BuiltFile, built_file, is_name_of_file
from ..dashboard.manifest import manifest
from ..dashboard.policies.origins import usable_origins
from ..dashboard.policies.page_policy import letter_policy, page_policy
from ..saleor_adapter.plugin_state import dashboard_settings
from .asked import Asked
from .rendering import CONTENT_SECURITY_POLICY, page, plain

# What the build writes where a nonce belongs.
NONCE_PLACE = b"__CSP_NONCE__"
FOREVER = "public, max-age=31536000, immutable"
# Other files keep their names: browsers ask each time whether they have changed.
ASK_AGAIN = "public, no-cache"
# Whole, so that browsers draw what is put into it by the standard.
_EMPTY_LETTER = (
    '<!doctype html><html lang="en"><head><title>-</title></head><body></body></html>'
)


def dashboard_page(asked: Asked) -> HttpResponse:
    """Send a built file, or the one HTML file for every path that is a page's; 404 for a missing file."""
    path = asked.parameters.get("page", "")
    if is_name_of_file(path) and path != INDEX:
        found = built_file(path)
        return plain(404) if found is None else _file(found, asked)
    index = built_file(INDEX)
    if index is None:
        return _framed(page("not_built", language=asked.language, status=503))
    return _index(index)


def letter_page(_asked: Asked) -> HttpResponse:
    """Send the empty page into which ours puts a letter, under a policy made for letters."""
    origins = usable_origins(dashboard_settings().origins)
    response = HttpResponse(_EMPTY_LETTER)
    response.headers["Content-Security-Policy"] = letter_policy(framed_by=origins)
    return response


def dashboard_manifest(_asked: Asked) -> HttpResponse:
    """Say who we are in the form in which Saleor installs apps by address."""
    return JsonResponse(manifest())


def dashboard_token(_asked: Asked) -> HttpResponse:
    """Take the token that Saleor gives to an app that it installs, and forget it: we need none."""
    return HttpResponse(status=204)


def _index(index: BuiltFile) -> HttpResponse:
    nonce = secrets.token_urlsafe(16)
    return _framed(
        HttpResponse(
            index.content.replace(NONCE_PLACE, nonce.encode()),
            content_type=index.content_type,
        ),
        nonce=nonce,
    )


def _framed(response: HttpResponse, nonce: str = "") -> HttpResponse:
    """Let the merchant's Dashboards show it; only the HTML file needs more of a policy."""
    origins = usable_origins(dashboard_settings().origins)
    if nonce:
        policy = page_policy(nonce=nonce, framed_by=origins)
    else:
        framed_by = " ".join(["frame-ancestors 'self'", *origins])
        policy = CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", framed_by)
    response.headers["Content-Security-Policy"] = policy
    return response


def _file(file: BuiltFile, asked: Asked) -> HttpResponse:
    headers = {
        "Cache-Control": FOREVER if file.is_immutable else ASK_AGAIN,
        "ETag": f'"{file.tag}"',
        "Vary": "Accept-Encoding",
    }
    if _has(asked, file):
        return HttpResponse(status=304, headers=headers)
    content = file.content
    if file.pressed and "gzip" in asked.headers.get("Accept-Encoding", ""):
        content = file.pressed
        headers["Content-Encoding"] = "gzip"
    response = HttpResponse(content, content_type=file.content_type, headers=headers)
    response.headers["Content-Length"] = str(len(content))
    return response


def _has(asked: Asked, file: BuiltFile) -> bool:
    """Whether the browser's copy is this one; a tag is weak where a proxy has pressed it."""
    given = asked.headers.get("If-None-Match", "").split(",")
    return f'"{file.tag}"' in [one.strip().removeprefix("W/") for one in given]

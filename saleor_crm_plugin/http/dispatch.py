"""Hold each request to what the table says of its path, and let its view answer."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponseBase

from ..saleor_adapter.http_requests import NOBODY, Requester, client_ip, requester
from ..saleor_adapter.signing import BadLink, unsign
from .asked import Asked
from .limits import BodyTooLarge, body_of, seconds_to_wait
from .rendering import CONTENT_SECURITY_POLICY, language_of, page, plain
from .route import Authentication, Route
from .table import ROUTES

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    # The address is a key: no other site is to learn it, and no search engine.
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}
# Who may frame these stands in their own policy, which older browsers would not get to.
FRAMED_HEADERS = {
    name: value for name, value in HEADERS.items() if name != "X-Frame-Options"
}


class Turned(Exception):
    """The request is answered before any view sees it."""

    def __init__(self, response: HttpResponseBase) -> None:
        super().__init__(response.status_code)
        self.response = response


def answer(
    request: HttpRequest,
    path: str,
    *,
    is_active: bool,
    routes: Iterable[Route] = ROUTES,
) -> HttpResponseBase:
    """Answer a request for `path`, which is what follows the plugin's id in the address.

    404 for paths that no row has, and while the plugin is off for all but the ways out; then
    405, 429, 413, and 401, 403 or 404 for who may not come, in this order.
    """
    headers = HEADERS
    try:
        route, parameters = _find(path.removeprefix("/"), is_active, routes)
        response = _answer(request, route, parameters)
        headers = FRAMED_HEADERS if route.is_framed else HEADERS
    except Turned as turned:
        response = turned.response
    for name, value in headers.items():
        response.headers.setdefault(name, value)
    return response


def _answer(
    request: HttpRequest, route: Route, parameters: dict[str, str]
) -> HttpResponseBase:
    _hold_to_method(request, route)
    ip = client_ip(request)
    _hold_to_rate(route, ip)
    asked = Asked(
        method="GET" if request.method == "HEAD" else str(request.method),
        parameters=parameters,
        query=request.GET,
        body=_body(request, route),
        headers=request.headers,
        language=language_of(request.headers.get("Accept-Language", "")),
        ip=ip,
        signed=_signed(route, parameters, request),
        requester=_requester(request, route),
    )
    return route.view(asked)


def _find(
    path: str, is_active: bool, routes: Iterable[Route]
) -> tuple[Route, dict[str, str]]:
    for route in routes:
        parameters = route.match(path)
        if parameters is not None and (is_active or route.works_while_off):
            return route, dict(parameters)
    raise Turned(plain(404))


def _hold_to_method(request: HttpRequest, route: Route) -> None:
    allowed = [*route.methods, *(["HEAD"] if "GET" in route.methods else [])]
    if request.method not in allowed:
        response = plain(405)
        response.headers["Allow"] = ", ".join(allowed)
        raise Turned(response)


def _hold_to_rate(route: Route, ip: str) -> None:
    seconds = seconds_to_wait(route, ip)
    if seconds:
        response = plain(429)
        response.headers["Retry-After"] = str(seconds)
        raise Turned(response)


def _body(request: HttpRequest, route: Route) -> bytes:
    try:
        return body_of(request, route.body_limit)
    except BodyTooLarge:
        raise Turned(plain(413)) from None


def _signed(
    route: Route, parameters: dict[str, str], request: HttpRequest
) -> tuple[object, ...]:
    if route.authentication != Authentication.SIGNED_TOKEN:
        return ()
    try:
        return tuple(
            unsign(route.token_purpose, parameters["token"], route.token_max_age)
        )
    except BadLink:
        language = language_of(request.headers.get("Accept-Language", ""))
        raise Turned(page("bad_link", language=language, status=404)) from None


def _requester(request: HttpRequest, route: Route) -> Requester:
    if route.authentication not in (Authentication.STAFF, Authentication.APP):
        return NOBODY
    who = requester(request, route.permission)
    wanted = {
        Authentication.STAFF: who.is_staff,
        Authentication.APP: who.app_id is not None,
    }
    if who == NOBODY:
        raise Turned(plain(401))
    if not (wanted[route.authentication] and who.is_permitted):
        raise Turned(plain(403))
    return who

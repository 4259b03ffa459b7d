"""Which sites may put our pages into a frame: the origins of the merchant's Dashboards."""

from urllib.parse import urlsplit

MOST_ORIGINS = 20
_SCHEMES = ("http", "https")


class InvalidOrigin(ValueError):
    """A text is not the origin of a site, such as https://dashboard.example.com:8443."""

    def __init__(self, given: str) -> None:
        super().__init__(given)
        self.given = given


def parse_origins(text: str) -> tuple[str, ...]:
    """Return the origins in a text, parted by commas or white space, each once and in order.

    Raises InvalidOrigin for the first that is none, and for more than MOST_ORIGINS.
    """
    origins = tuple(dict.fromkeys(_origin(one) for one in _parts(text)))
    if len(origins) > MOST_ORIGINS:
        raise InvalidOrigin(origins[MOST_ORIGINS])
    return origins


def usable_origins(text: str) -> tuple[str, ...]:
    """Return those of the parts that are origins: what is stored may be older than the check."""
    found: list[str] = []
    for one in _parts(text):
        try:
            found.append(_origin(one))
        except InvalidOrigin:
            continue
    return tuple(dict.fromkeys(found))[:MOST_ORIGINS]


def _parts(text: str) -> list[str]:
    return text.replace(",", " ").split()


def _origin(given: str) -> str:
    try:
        parts = urlsplit(given)
        port = parts.port
    except ValueError as error:
        raise InvalidOrigin(given) from error
    host = parts.hostname or ""
    rest = parts.path.rstrip("/") + parts.query + parts.fragment
    if parts.scheme not in _SCHEMES or rest or "@" in parts.netloc:
        raise InvalidOrigin(given)
    if not _is_host(host):
        raise InvalidOrigin(given)
    return f"{parts.scheme}://{host}" + (f":{port}" if port else "")


def _is_host(host: str) -> bool:
    # Nothing that means more in a policy than itself: no star, no quote, no semicolon.
    labels = host.split(".")
    return all(
        label and label.isascii() and label.replace("-", "").isalnum()
        for label in labels
    )

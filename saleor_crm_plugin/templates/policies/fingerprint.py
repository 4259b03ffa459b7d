"""By what one state of a template is told from the next."""

from collections.abc import Iterable, Mapping
from typing import Any

from ...core.fingerprints import fingerprint


def fingerprint_of(variants: Any, contents: Iterable[Mapping[str, str]]) -> str:
    """Return the fingerprint of a version; in which order its contents come does not matter."""
    ordered = sorted(contents, key=lambda one: (one["language"], one["variant"]))
    return fingerprint(
        {"variants": variants, "contents": [dict(one) for one in ordered]}
    )

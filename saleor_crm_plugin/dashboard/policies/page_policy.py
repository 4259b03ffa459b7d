"""What a page of ours may load, and who may frame it, as a Content-Security-Policy."""

from collections.abc import Iterable


def page_policy(*, nonce: str, framed_by: Iterable[str]) -> str:
    """Return the policy of the one HTML file that all our pages are.

    Scripts come from our own files only. Styles come from there too, or bear the nonce, which
    lasts for one answer; single properties may stand at an element, since letters are previewed
    as they are written. A frame without address (the preview) inherits all this.
    """
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            f"style-src 'self' 'nonce-{nonce}'",
            "style-src-attr 'unsafe-inline'",
            "font-src 'self' data:",
            "img-src 'self' data: https:",
            "connect-src 'self'",
            "frame-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            " ".join(["frame-ancestors 'self'", *framed_by]),
        ]
    )

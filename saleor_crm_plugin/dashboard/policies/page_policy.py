"""What a page of ours and a letter in it may load, and who may frame them, as policies."""

from collections.abc import Iterable


def page_policy(*, nonce: str, framed_by: Iterable[str]) -> str:
    """Return the policy of the one HTML file that all our pages are.

    Scripts come from our own files only. Styles come from there too, or bear the nonce, which
    lasts for one answer.
    """
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            f"style-src 'self' 'nonce-{nonce}'",
            "font-src 'self' data:",
            "img-src 'self' data: https:",
            "connect-src 'self'",
            "frame-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            " ".join(["frame-ancestors 'self'", *framed_by]),
        ]
    )


def letter_policy(*, framed_by: Iterable[str]) -> str:
    """Return the policy of the empty page into which a letter is put to be looked at.

    A letter is made of styles and pictures, and that is all it may have: nothing in it runs, is
    sent or leads away, also when the page is opened by itself. Our page, of the same origin, may
    reach in to put the letter there.
    """
    return "; ".join(
        [
            "default-src 'none'",
            "style-src 'unsafe-inline'",
            "img-src 'self' data: https:",
            "base-uri 'none'",
            "form-action 'none'",
            "sandbox allow-same-origin",
            " ".join(["frame-ancestors 'self'", *framed_by]),
        ]
    )

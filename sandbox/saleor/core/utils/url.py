"""Addresses that are handed to customers."""

from urllib.parse import urlparse


def prepare_url(params: str, redirect_url: str) -> str:
    """Append encoded parameters to an address that may already have some."""
    parts = urlparse(redirect_url)
    query = f"{parts.query}&{params}" if parts.query else params
    return parts._replace(query=query).geturl()

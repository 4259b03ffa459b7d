"""Where a request carries its token."""

SALEOR_AUTH_HEADER = "HTTP_AUTHORIZATION_BEARER"
DEFAULT_AUTH_HEADER = "HTTP_AUTHORIZATION"
AUTH_HEADER_PREFIXES = ["JWT", "BEARER"]


def get_token_from_request(request):
    """Return the token of either header, or None."""
    token = request.META.get(SALEOR_AUTH_HEADER)
    if token:
        return token
    prefix, _, value = request.META.get(DEFAULT_AUTH_HEADER, "").partition(" ")
    if prefix.upper() in AUTH_HEADER_PREFIXES and value.strip():
        return value.strip()
    return None

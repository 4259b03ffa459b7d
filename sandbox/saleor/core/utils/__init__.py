"""Where the shop lives: its domain and absolute addresses."""

from urllib.parse import urljoin, urlparse

from django.conf import settings
from django.contrib.sites.models import Site
from django.utils.encoding import iri_to_uri


def get_domain(site: Site | None = None) -> str:
    """Give host and port: of PUBLIC_URL if set, else of the site."""
    if settings.PUBLIC_URL:
        return urlparse(settings.PUBLIC_URL).netloc
    return (site or Site.objects.get_current()).domain


def get_public_url(domain: str | None = None) -> str:
    """Give the shop's address with scheme, without a path of its own."""
    if settings.PUBLIC_URL:
        return settings.PUBLIC_URL
    scheme = "https" if settings.ENABLE_SSL else "http"
    return f"{scheme}://{domain or get_domain()}"


def is_ssl_enabled() -> bool:
    """Tell whether the shop's public address is an https one."""
    return get_public_url("unused").startswith("https:")


def build_absolute_uri(location: str, domain: str | None = None) -> str:
    """Make a path absolute; an absolute address stays as it is."""
    return iri_to_uri(urljoin(get_public_url(domain), location))

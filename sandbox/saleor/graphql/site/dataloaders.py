"""The site of a request."""

from functools import partial, wraps

from django.conf import settings
from django.contrib.sites.models import Site

from ..core.dataloaders import DataLoader


class SiteByIdLoader(DataLoader):
    context_key = "site_by_id"

    def batch_load(self, keys):
        sites = (
            Site.objects.using(self.database_connection_name)
            .select_related("settings")
            .in_bulk(keys)
        )
        return [sites.get(key) for key in keys]


def get_site_promise(request):
    return SiteByIdLoader(request).load(settings.SITE_ID)


def load_site_callback(func):
    """Give a resolver the site as its third argument."""

    @wraps(func)
    def wrapper(root, info, *args, **kwargs):
        return get_site_promise(info.context).then(
            partial(func, root, info, *args, **kwargs)
        )

    return wrapper

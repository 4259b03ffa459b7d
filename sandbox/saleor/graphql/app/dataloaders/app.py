"""Apps by id and by token."""

from django.contrib.auth.hashers import check_password

from ....app.models import App, AppToken
from ...core.dataloaders import DataLoader

SHOWN_DIGITS = 4


class AppByIdLoader(DataLoader):
    context_key = "app_by_id"

    def batch_load(self, keys):
        apps = (
            App.objects.using(self.database_connection_name)
            .filter(removed_at__isnull=True)
            .in_bulk(keys)
        )
        return [apps.get(key) for key in keys]


class ActiveAppByIdLoader(DataLoader):
    context_key = "active_app_by_id"

    def batch_load(self, keys):
        apps = (
            App.objects.using(self.database_connection_name)
            .filter(is_active=True, removed_at__isnull=True)
            .prefetch_related("permissions__content_type")
            .in_bulk(keys)
        )
        return [apps.get(key) for key in keys]


class AppByTokenLoader(DataLoader):
    """Active apps by raw token; tokens are stored hashed, found by their last digits."""

    context_key = "app_by_token"

    def batch_load(self, keys):
        tokens = AppToken.objects.using(self.database_connection_name).filter(
            token_last_4__in={key[-SHOWN_DIGITS:] for key in keys}
        )
        rows = list(tokens.values_list("token_last_4", "auth_token", "app_id"))
        app_ids = {key: _owner(key, rows) for key in keys}
        apps = (
            App.objects.using(self.database_connection_name)
            .filter(is_active=True, removed_at__isnull=True)
            .in_bulk({app_id for app_id in app_ids.values() if app_id})
        )
        return [apps.get(app_ids[key]) for key in keys]


def _owner(raw_token, rows):
    for last_4, auth_token, app_id in rows:
        if raw_token.endswith(last_4) and check_password(raw_token, auth_token):
            return app_id
    return None

"""Keeps the rows of permissions in step with the enums."""

from django.apps import AppConfig


class AccountAppConfig(AppConfig):
    name = "saleor.permission"

    def ready(self):
        from django.db.models.signals import post_migrate

        from .management import create_permissions

        post_migrate.connect(create_permissions, dispatch_uid="saleor.permission")

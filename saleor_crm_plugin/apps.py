"""Tells Django about the one app, and ties the areas together when it is ready."""

from django.apps import AppConfig


class CrmConfig(AppConfig):
    """The CRM as Django sees it; Saleor appends it to INSTALLED_APPS by its entry point."""

    name = "saleor_crm_plugin"
    verbose_name = "CRM"
    default_auto_field = "django.db.models.BigAutoField"

"""Creates the rows of permissions after a migration."""

from django.apps import apps as global_apps
from django.contrib.contenttypes.models import ContentType

from .enums import get_permissions_enum_list

# The model that a permission is attached to, where an app has several.
OWNERS = {"account": "user", "discount": "voucher", "order": "order", "page": "page"}


def create_permissions(app_config, using="default", apps=global_apps, **kwargs):
    """Add what the enums and the models of this app name; existing rows stay."""
    try:
        Permission = apps.get_model("permission", "Permission")
    except LookupError:
        return
    wanted = _wanted(app_config)
    existing = set(
        Permission.objects.using(using)
        .filter(content_type__app_label=app_config.label)
        .values_list("codename", flat=True)
    )
    Permission.objects.using(using).bulk_create(
        Permission(
            codename=codename,
            name=name,
            content_type_id=_content_type(app_config.label, model, using).pk,
        )
        for codename, (name, model) in wanted.items()
        if codename not in existing
    )


def _wanted(app_config):
    wanted = {
        codename: (str(name), model._meta.model_name)
        for model in app_config.get_models()
        for codename, name in model._meta.permissions
    }
    owner = OWNERS.get(app_config.label, app_config.label)
    for _name, value in get_permissions_enum_list():
        label, codename = value.split(".")
        if label == app_config.label:
            text = f"{codename.replace('_', ' ').capitalize()}."
            wanted.setdefault(codename, (text, owner))
    return wanted


def _content_type(label, model, using):
    return ContentType.objects.using(using).get_or_create(app_label=label, model=model)[
        0
    ]

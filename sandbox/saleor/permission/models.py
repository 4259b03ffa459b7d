"""Permission rows."""

from django.contrib.contenttypes.models import ContentType
from django.db import models

from .._models import FromContract


class PermissionManager(models.Manager):
    use_in_migrations = True

    def get_by_natural_key(self, codename, app_label, model):
        content_type = ContentType.objects.db_manager(self.db).get_by_natural_key(
            app_label, model
        )
        return self.get(codename=codename, content_type=content_type)


class Permission(models.Model, metaclass=FromContract):
    """One thing that users, groups and apps may be allowed to do."""

    objects = PermissionManager()

    def __str__(self):
        return f"{self.content_type} | {self.name}"

    def natural_key(self):
        return (self.codename, *self.content_type.natural_key())

    natural_key.dependencies = ["contenttypes.contenttype"]

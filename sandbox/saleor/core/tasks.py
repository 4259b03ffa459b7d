"""The base of the shop's Celery tasks: the writer only where it is allowed."""

from typing import Any

from celery import Task
from django.conf import settings
from django.db import connections
from django.utils.module_loading import import_string


class RestrictWriterDBTask(Task):
    """Watches a task's queries by the function that CELERY_RESTRICT_WRITER_METHOD names."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        watch = import_string(settings.CELERY_RESTRICT_WRITER_METHOD)
        with connections[settings.DATABASE_CONNECTION_DEFAULT_NAME].execute_wrapper(
            watch
        ):
            return super().__call__(*args, **kwargs)

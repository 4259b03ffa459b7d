"""Loaders that gather the keys of one request and read them in one query."""

import threading
from typing import Generic, TypeVar

from promise import Promise
from promise.dataloader import DataLoader as BaseLoader

from ._writer import allow_writer_on
from .context import get_database_connection_name

K = TypeVar("K")
R = TypeVar("R")


class DataLoader(BaseLoader, Generic[K, R]):
    """One instance per request and `context_key`; it stays in its thread."""

    context_key = None
    thread_id: int

    def __new__(cls, context):
        key = cls.context_key
        if key is None:
            raise TypeError(f"Data loader {cls} does not define a context key")
        if not hasattr(context, "dataloaders"):
            context.dataloaders = {}
        if key not in context.dataloaders:
            context.dataloaders[key] = super().__new__(cls)
        loader = context.dataloaders[key]
        assert isinstance(loader, cls)
        return loader

    def __init__(self, context):
        thread_id = threading.get_native_id()
        known = getattr(self, "thread_id", None)
        if known == thread_id:
            return
        assert known is None, "Dataloaders cannot be shared between threads"
        self.thread_id = thread_id
        self.context = context
        self.database_connection_name = get_database_connection_name(context)
        super().__init__()

    def batch_load_fn(self, keys):
        with allow_writer_on(self.database_connection_name):
            results = self.batch_load(keys)
        if isinstance(results, Promise):
            return results
        return Promise.resolve(results)

    def batch_load(self, keys):
        raise NotImplementedError()

"""Lets us add to Saleor's GraphQL schema at the one moment when Saleor builds it.

Saleor builds its schema when `saleor.graphql.api` is imported, by calling
`build_federated_schema`. Importing that function's module ourselves would be too early (its
entity union is fixed at import), so we wait until Saleor imports it and wrap the function then.
"""

import functools
import importlib.machinery
import sys
from collections.abc import Callable, Sequence
from importlib.abc import MetaPathFinder
from types import ModuleType
from typing import Any

from django.conf import settings

from .. import __version__

BUILDER = "saleor.graphql.core.federation.schema"
API = "saleor.graphql.api"

Extend = Callable[[type, type, Sequence[Any]], tuple[type, type, list[Any]]]


class SchemaBuiltTooEarly(RuntimeError):
    """Something imported Saleor's API before our app was ready, so nothing can be added."""


def install(extend: Extend) -> None:
    """Have `extend(query, mutation, types)` answer what Saleor shall build its schema from.

    Idempotent. Raises SchemaBuiltTooEarly where the schema exists already.
    """
    if API in sys.modules:
        raise SchemaBuiltTooEarly(
            "saleor.graphql.api was imported before saleor_crm_plugin was ready; "
            "the schema lacks the CRM's fields."
        )
    if BUILDER in sys.modules:
        _wrap(sys.modules[BUILDER], extend)
    elif not any(isinstance(finder, _WrapOnImport) for finder in sys.meta_path):
        sys.meta_path.insert(0, _WrapOnImport(extend))


def _wrap(module: ModuleType, extend: Extend) -> None:
    build = module.build_federated_schema
    if getattr(build, "is_extended_by_crm", False):
        return

    @functools.wraps(build)
    def build_federated_schema(
        query: type, mutation: type, types: Sequence[Any], *args: Any, **kwargs: Any
    ) -> Any:
        query, mutation, types = extend(query, mutation, types)
        return build(query, mutation, types, *args, **kwargs)

    build_federated_schema.is_extended_by_crm = True  # type: ignore[attr-defined]
    module.build_federated_schema = build_federated_schema  # type: ignore[attr-defined]


class _WrapOnImport(MetaPathFinder):
    """Finds the builder's module as everybody does, and wraps its function once it has run."""

    def __init__(self, extend: Extend) -> None:
        self._extend = extend

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != BUILDER:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path)
        if spec is None or spec.loader is None:
            return None
        run = spec.loader.exec_module

        def run_and_wrap(module: ModuleType) -> None:
            run(module)
            _wrap(module, self._extend)

        spec.loader.exec_module = run_and_wrap  # type: ignore[method-assign]
        return spec


def forget_cached_introspection() -> None:
    """Let code generators see the new schema at once after an install or upgrade.

    Saleor caches introspection results for days under a key that ends in this setting.
    """
    suffix = f"crm{__version__}"
    present = getattr(settings, "GRAPHQL_CACHE_SUFFIX", "") or ""
    if not present.endswith(suffix):
        settings.GRAPHQL_CACHE_SUFFIX = f"{present}{suffix}"

"""Where resolvers read: the replica in queries, the writer in the answers of mutations."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from typing import Any

from ..saleor_adapter.db import WRITER, allow_writer
from ..saleor_adapter.graphql import ResolveInfo, get_database_connection_name

OUR_LOADERS = "crm_"


@contextmanager
def reading(info: ResolveInfo) -> Iterator[str]:
    """Give the alias to read from; Saleor has the writer allowed only where it is meant."""
    alias = get_database_connection_name(info.context)
    with allow_writer() if alias == WRITER else nullcontext():
        yield alias


def forget_loaded(info: ResolveInfo) -> None:
    """Make our loaders read again, so that a mutation's answer shows what it has changed."""
    for name, loader in getattr(info.context, "dataloaders", {}).items():
        if str(name).startswith(OUR_LOADERS):
            loader.clear_all()


def by_profile(
    keys: Iterable[tuple[Any, ...]], read: Callable[..., Mapping[int, Any]]
) -> list[Any]:
    """Read for keys that end in a profile's id; None for profiles that the answer lacks.

    `read(*others, profile_ids)` is called once for all profiles that share the rest of the key:
    a shop has few programs, and a query asks for one page size.
    """
    keys = list(keys)
    profiles: dict[tuple[Hashable, ...], list[int]] = defaultdict(list)
    for *others, profile_id in keys:
        profiles[tuple(others)].append(profile_id)
    found = {others: read(*others, ids) for others, ids in profiles.items()}
    return [found[key[:-1]].get(key[-1]) for key in keys]

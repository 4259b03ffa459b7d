"""How those are called who did something: staff and apps, by name and never by e-mail."""

from collections.abc import Iterable
from typing import Any

import graphene

from ..saleor_adapter.graphql import (
    DataLoader,
    ResolveInfo,
    get_user_or_app_from_context,
)
from ..saleor_adapter.staff import author_names

NAME = (
    "is called. Empty for an account without a name; null for one that is no longer among the "
    "staff, where nobody did it, and for everybody but staff and apps."
)


# Between those who did something together, as who asked and who approved.
_AND = ", "


class AuthorNameLoader(DataLoader):
    """Names by `user:5` and `app:2`; None for who is neither staff nor an app any more.

    Several, `user:5, user:6`, are called by the names that are known of them.
    """

    context_key = "crm_name_by_author"

    def batch_load(self, keys: Iterable[str]) -> list[str | None]:
        together = [key.split(_AND) for key in keys]
        authors = {author for each in together for author in each}
        names = author_names(authors, using=self.database_connection_name)
        return [_joined([names.get(one) for one in each]) for each in together]


def _joined(names: Iterable[str | None]) -> str | None:
    known = [name for name in names if name is not None]
    return _AND.join(filter(None, known)) if known else None


def name_of(author: str | None, info: ResolveInfo) -> Any:
    """Return the author's name, for staff and apps only."""
    if not author or not _is_of_the_shop(info):
        return None
    return AuthorNameLoader(info.context).load(author)


class Authored:
    """What a type with an `author` shows of them besides."""

    author_name = graphene.String(description=f"What the author {NAME}")

    @staticmethod
    def resolve_author_name(root: Any, info: ResolveInfo) -> Any:
        return name_of(root.author, info)


def _is_of_the_shop(info: ResolveInfo) -> bool:
    requester = get_user_or_app_from_context(info.context)
    # Nobody may come as a lazy object, which is not None and false all the same. Apps have no flag.
    return bool(requester) and getattr(requester, "is_staff", True)

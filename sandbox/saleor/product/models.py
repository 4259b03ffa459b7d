"""Products: categories keep their place in the tree."""

from typing import Any

from django.db.models import F, Max

from .._models import FromContract
from ..core.models import ModelWithMetadata


class Category(ModelWithMetadata, metaclass=FromContract):
    """A node of the category tree, stored as nested sets."""

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give a new category its place: a root gets a tree of its own, a child the last place."""
        if self._state.adding and self.lft is None:
            self._place()
        super().save(*args, **kwargs)

    def _place(self) -> None:
        if self.parent is None:
            trees = Category.objects.aggregate(last=Max("tree_id"))["last"] or 0
            self.tree_id, self.level, self.lft, self.rght = trees + 1, 0, 1, 2
            return
        self.parent.refresh_from_db(fields=["lft", "rght", "tree_id", "level"])
        end = self.parent.rght
        tree = Category.objects.filter(tree_id=self.parent.tree_id)
        tree.filter(rght__gte=end).update(rght=F("rght") + 2)
        tree.filter(lft__gt=end).update(lft=F("lft") + 2)
        self.tree_id, self.level = self.parent.tree_id, self.parent.level + 1
        self.lft, self.rght = end, end + 1

"""Object types that stand for a Django model."""

from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import Model, Q
from graphene.types.objecttype import ObjectTypeOptions

from ..doc_category import DOC_CATEGORY_MAP
from .base import BaseObjectType
from .common import TYPES_WITH_DOUBLE_ID_AVAILABLE

MT = TypeVar("MT", bound=Model)


class ModelObjectOptions(ObjectTypeOptions):
    model = None


def lookup_by_id(type_name, pk):
    """Return the condition that finds a row by its new or, once, its old id."""
    if type_name not in TYPES_WITH_DOUBLE_ID_AVAILABLE or pk is None:
        return Q(pk=pk)
    try:
        UUID(str(pk))
    except ValueError:
        if type_name == "Order":
            return Q(number=pk, use_old_id=True)
        return Q(old_id=pk, old_id__isnull=False)
    return Q(pk=pk)


class ModelObjectType(Generic[MT], BaseObjectType):  # noqa: PYI059 (graphene's own hook must run last)
    @classmethod
    def __init_subclass_with_meta__(
        cls, _meta=None, model=None, doc_category=None, **options
    ):
        _meta = _meta or ModelObjectOptions(cls)
        if not getattr(_meta, "model", None):
            _meta.model = _checked_model(model)
            doc_category = doc_category or DOC_CATEGORY_MAP.get(model._meta.label)
        super().__init_subclass_with_meta__(
            _meta=_meta, doc_category=doc_category, **options
        )

    @classmethod
    def get_node(cls, _, id):
        return cls.get_model().objects.filter(lookup_by_id(cls._meta.name, id)).first()

    @classmethod
    def get_model(cls):
        return cls._meta.model


def _checked_model(model):
    if not model:
        raise ValueError(
            "ModelObjectType was declared without 'model' option in it's Meta."
        )
    if not issubclass(model, Model):
        raise ValueError(
            "ModelObjectType was declared with invalid 'model' option value in it's "
            "Meta. Expected subclass of django.db.models.Model, received "
            f"'{type(model)}' type."
        )
    return model

"""What a plugin adds to the API: a field, a connection and a mutation, on own rows.

The rows are the shop's customer notes here, so that no table has to be made.
"""

import importlib.machinery
import importlib.util
from collections import defaultdict
from typing import Any

import graphene
from django.core.exceptions import ValidationError
from saleor.account.error_codes import AccountErrorCode
from saleor.account.models import CustomerNote
from saleor.account.models import User as UserModel
from saleor.graphql.account.types import User
from saleor.graphql.api import Mutation, Query
from saleor.graphql.core.connection import CountableConnection, create_connection_slice
from saleor.graphql.core.context import get_database_connection_name
from saleor.graphql.core.dataloaders import DataLoader
from saleor.graphql.core.fields import BaseField, ConnectionField
from saleor.graphql.core.mutations import BaseMutation
from saleor.graphql.core.types import AccountError, ModelObjectType
from saleor.permission.enums import AccountPermissions

LONGEST = 20
BUILDER = "saleor.graphql.core.federation.schema"


def fresh_builder() -> Any:
    """Return the shop's builder from a second copy of its module, unwrapped by any plugin."""
    found = importlib.machinery.PathFinder.find_spec(
        BUILDER, importlib.import_module("saleor.graphql.core.federation").__path__
    )
    spec = importlib.util.spec_from_file_location(f"{BUILDER}_copy", found.origin)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.build_federated_schema


class NotesByUserLoader(DataLoader):
    context_key = "trial_notes_by_user"

    def batch_load(self, keys: Any) -> Any:
        found: dict[int, list[str]] = defaultdict(list)
        rows = CustomerNote.objects.using(self.database_connection_name)
        for note in rows.filter(customer_id__in=keys).order_by("pk"):
            found[note.customer_id].append(note.content)
        return [found[key] for key in keys]


class TrialNote(ModelObjectType[CustomerNote]):
    id = graphene.GlobalID(required=True)
    content = graphene.String(required=True)

    class Meta:
        description = "A note."
        doc_category = "Trial"
        interfaces = [graphene.relay.Node]
        model = CustomerNote


class TrialNoteCountableConnection(CountableConnection):
    class Meta:
        doc_category = "Trial"
        node = TrialNote


class TrialQueries(graphene.ObjectType):
    trial_notes = ConnectionField(
        TrialNoteCountableConnection,
        description="Notes.",
        permissions=[AccountPermissions.MANAGE_USERS],
        doc_category="Trial",
    )
    trial_reads_writer = BaseField(graphene.Int, doc_category="Trial")

    @staticmethod
    def resolve_trial_notes(_root: Any, info: Any, **kwargs: Any) -> Any:
        notes = CustomerNote.objects.using(get_database_connection_name(info.context))
        return create_connection_slice(
            notes, info, kwargs, TrialNoteCountableConnection
        )

    @staticmethod
    def resolve_trial_reads_writer(_root: Any, _info: Any) -> int:
        return UserModel.objects.using("default").count()


class TrialNoteAdd(BaseMutation):
    note = graphene.Field(TrialNote)

    class Arguments:
        user = graphene.ID(required=True)
        content = graphene.String(required=True)

    class Meta:
        description = "Adds a note."
        doc_category = "Trial"
        error_type_class = AccountError
        permissions = (AccountPermissions.MANAGE_USERS,)

    @classmethod
    def perform_mutation(
        cls, _root: Any, info: Any, /, *, user: str, content: str
    ) -> Any:
        customer = cls.get_node_or_error(info, user, field="user", only_type=User)
        note = CustomerNote(
            customer=customer, content=content, user=info.context.user, is_public=False
        )
        if len(content) > LONGEST:
            code = AccountErrorCode.INVALID.value
            raise ValidationError({"content": ValidationError("Too long", code=code)})
        note.save()
        return cls(note=note)


class TrialMutations(graphene.ObjectType):
    trial_note_add = TrialNoteAdd.Field()


def resolve_notes(root: Any, info: Any) -> Any:
    return NotesByUserLoader(info.context).load(root.pk)


def build() -> Any:
    """Build a schema with the additions, and leave the shop's own type as it was."""
    fields = User._meta.fields
    fields["notes"] = BaseField(
        graphene.List(graphene.String),
        description="Notes.",
        resolver=resolve_notes,
        doc_category="Trial",
    )
    try:
        return fresh_builder()(
            type("Query", (TrialQueries, Query), {}),
            mutation=type("Mutation", (TrialMutations, Mutation), {}),
            types=[],
            subscription=None,
        )
    finally:
        del fields["notes"]


schema = build()

"""What may be asked of channels."""

import graphene

from ...channel import models
from ...permission.auth_filters import AuthorizationFilters
from ...permission.enums import ChannelPermissions
from ..core.context import get_database_connection_name
from ..core.doc_category import DOC_CATEGORY_CHANNELS
from ..core.fields import BaseField, PermissionsField
from ..core.types import NonNullList
from ..core.utils import from_global_id_or_error
from ..core.validators import validate_one_of_args_is_in_query
from .types import Channel


class ChannelQueries(graphene.ObjectType):
    channel = BaseField(
        Channel,
        id=graphene.Argument(graphene.ID, description="ID of the channel."),
        slug=graphene.Argument(graphene.String, description="Slug of the channel."),
        description="One channel.",
        doc_category=DOC_CATEGORY_CHANNELS,
    )
    channels = PermissionsField(
        NonNullList(Channel),
        description="All channels.",
        permissions=[
            AuthorizationFilters.AUTHENTICATED_APP,
            AuthorizationFilters.AUTHENTICATED_STAFF_USER,
            ChannelPermissions.MANAGE_CHANNELS,
        ],
        doc_category=DOC_CATEGORY_CHANNELS,
    )

    @staticmethod
    def resolve_channel(_root, info, *, id=None, slug=None):
        validate_one_of_args_is_in_query("id", id, "slug", slug)
        wanted = (
            {"slug": slug} if slug else {"pk": from_global_id_or_error(id, Channel)[1]}
        )
        channels = models.Channel.objects.using(
            get_database_connection_name(info.context)
        )
        return channels.filter(**wanted).first()

    @staticmethod
    def resolve_channels(_root, info):
        return models.Channel.objects.using(
            get_database_connection_name(info.context)
        ).all()

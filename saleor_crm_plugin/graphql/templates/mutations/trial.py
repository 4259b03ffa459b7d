"""Try a template out: one letter with example values, to nobody but who asks for it."""

from typing import Any

import graphene

from ....core import clock
from ....core.errors import CrmError
from ....messaging.actions.trial import Trial, TrialRecipient, send_trial
from ....saleor_adapter.graphql import DiscountPermissions, ResolveInfo
from ... import DOC_CATEGORY
from ...access import author_of
from ...enums import described_enum
from ...errors import CrmMutation
from ...ids import node_row_id
from ...messaging.mutations import CrmMessagingError

CrmTestRecipientEnum = described_enum(
    "CrmTestRecipientEnum",
    TrialRecipient,
    "Where a test may go: to the e-mail of who asks for it, or to the test address.",
)


class CrmTemplateTestSend(CrmMutation):
    """Send a template to oneself."""

    version = graphene.Int(description="The number of the version that was sent.")
    language = graphene.String(description="The language that it was sent in.")
    subject = graphene.String(description="The subject, marked as a test.")

    class Arguments:
        template = graphene.ID(required=True, description="The ID of the template.")
        to = CrmTestRecipientEnum(required=True, description="Where it goes.")
        language = graphene.String(
            description="The language's tag. Default: the template's own."
        )
        variant = graphene.String(
            description="The code of the variant. Default: the standard."
        )
        channel = graphene.String(
            description="The slug of the channel whose mail server sends it."
        )

    class Meta:
        description = (
            "Send a template's draft, or what is published where there is none, with example "
            "values to one's own e-mail or to the test address. It is marked as a test, is not "
            "tracked, counts in no cap, and leaves only where messages may leave; at most 20 an "
            "hour."
        )
        doc_category = DOC_CATEGORY
        permissions = (DiscountPermissions.MANAGE_DISCOUNTS,)
        error_type_class = CrmMessagingError

    @classmethod
    def perform_mutation(
        cls, _root: Any, info: ResolveInfo, /, **arguments: Any
    ) -> Any:
        """Act outside of any transaction: a mail server may take its time."""
        try:
            return cls.act(info, **arguments)
        except CrmError as refusal:
            return cls(errors=[cls._as_error(refusal)])

    @classmethod
    def act(cls, info: ResolveInfo, **arguments: Any) -> Any:
        trial = Trial(
            template_id=node_row_id(
                arguments["template"], "CrmTemplate", field="template"
            ),
            language=arguments.get("language") or "",
            variant=arguments.get("variant") or "",
            channel_slug=arguments.get("channel") or "",
        )
        user = info.context.user
        tried = send_trial(
            trial,
            TrialRecipient(arguments["to"]),
            own_address=user.email if user else "",
            author=author_of(info),
            now=clock.now(),
        )
        return cls(
            version=tried.version, language=tried.language, subject=tried.subject
        )

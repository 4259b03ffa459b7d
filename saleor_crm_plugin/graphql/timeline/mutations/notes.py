"""Notes about people, and follow-ups that somebody has to do."""

import datetime
from typing import Any

import graphene

from ....core import clock
from ....core.errors import CrmError
from ....core.sentences import Sentence
from ....saleor_adapter.graphql import AccountPermissions, DateTime, ResolveInfo
from ....saleor_adapter.staff import staff_among
from ....timeline.actions.notes import (
    Plan,
    add_follow_up,
    add_note,
    complete_follow_up,
)
from ....timeline.error_codes import TimelineErrorCode
from ....timeline.queries import notes
from ... import DOC_CATEGORY
from ...errors import CrmMutation
from ...ids import node_row_id, person_row_id
from ..types import CrmNote
from . import CrmTimelineError


class NotWrittenByAPerson(CrmError):
    """Notes have an author who can be asked; an app cannot."""

    code = TimelineErrorCode.INVALID

    def __init__(self) -> None:
        super().__init__(
            Sentence("Notes are written by people: sign in as a member of staff.")
        )


class CrmNoteAdd(CrmMutation):
    """Write something about a person."""

    ARGUMENTS = {"id": "profile", "profileId": "profile"}

    note = graphene.Field(CrmNote, description="The new note.")

    class Arguments:
        profile = graphene.ID(required=True, description="The ID of the profile.")
        text = graphene.String(
            required=True, description="What to write, 10,000 characters at most."
        )

    class Meta:
        description = "Write something about a person; only staff see it."
        doc_category = DOC_CATEGORY
        permissions = (AccountPermissions.MANAGE_USERS,)
        error_type_class = CrmTimelineError

    @classmethod
    def act(cls, info: ResolveInfo, *, profile: str, text: str) -> Any:
        note_id = add_note(
            person_row_id(profile, field="profile"),
            text,
            author_id=_author_id(info),
            now=clock.now(),
        )
        return cls(note=notes([note_id])[note_id])


class CrmFollowUpAdd(CrmMutation):
    """Plan something to be done for a person."""

    ARGUMENTS = {"id": "profile", "profileId": "profile"}

    note = graphene.Field(CrmNote, description="The new follow-up.")

    class Arguments:
        profile = graphene.ID(required=True, description="The ID of the profile.")
        text = graphene.String(
            required=True, description="What is to be done, 10,000 characters at most."
        )
        due_at = DateTime(required=True, description="By when it is to be done.")
        owner = graphene.ID(
            description="The ID of the account that is to do it (`User`). Default: you."
        )

    class Meta:
        description = "Plan something to be done for a person."
        doc_category = DOC_CATEGORY
        permissions = (AccountPermissions.MANAGE_USERS,)
        error_type_class = CrmTimelineError

    @classmethod
    def act(
        cls,
        info: ResolveInfo,
        *,
        profile: str,
        text: str,
        due_at: datetime.datetime,
        owner: str | None = None,
    ) -> Any:
        author_id = _author_id(info)
        owner_id = author_id if owner is None else _staff_id(owner)
        note_id = add_follow_up(
            person_row_id(profile, field="profile"),
            text,
            plan=Plan(owner_id=owner_id, due_at=due_at),
            author_id=author_id,
            now=clock.now(),
        )
        return cls(note=notes([note_id])[note_id])


class CrmFollowUpComplete(CrmMutation):
    """Mark a follow-up as done."""

    note = graphene.Field(CrmNote, description="The follow-up after it.")

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the follow-up.")

    class Meta:
        description = "Mark a follow-up as done; whose it is makes no difference."
        doc_category = DOC_CATEGORY
        permissions = (AccountPermissions.MANAGE_USERS,)
        error_type_class = CrmTimelineError

    @classmethod
    def act(cls, info: ResolveInfo, *, id: str) -> Any:
        note_id = node_row_id(id, "CrmNote", field="id")
        complete_follow_up(note_id, author_id=_author_id(info), now=clock.now())
        return cls(note=notes([note_id])[note_id])


def _author_id(info: ResolveInfo) -> int:
    if info.context.user is None or getattr(info.context, "app", None):
        raise NotWrittenByAPerson
    return info.context.user.pk


def _staff_id(owner: str) -> int:
    owner_id = node_row_id(owner, "User", field="owner")
    if not staff_among([owner_id]):
        raise CrmError(Sentence("The owner must be a member of staff."), field="owner")
    return owner_id

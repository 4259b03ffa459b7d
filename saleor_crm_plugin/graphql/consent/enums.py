"""Consent's enums as GraphQL's."""

import enum

from ...consent.models import LiftReason
from ...consent.policies import ConsentStatus, SuppressionReason
from ...consent.purposes import ConsentPurpose
from ...consent.sources import Source
from ..enums import described_enum


class StaffSource(enum.StrEnum):
    """How a person told a member of staff."""

    PHONE = Source.STAFF_PHONE
    PAPER = Source.STAFF_PAPER
    STORE = Source.STAFF_STORE
    CORRESPONDENCE = Source.STAFF_CORRESPONDENCE


class StaffLiftReason(enum.StrEnum):
    """Why staff let an address be written to again."""

    CUSTOMER_ASKED = LiftReason.CUSTOMER_ASKED
    ADDRESS_WORKS = LiftReason.ADDRESS_WORKS
    MISTAKE = LiftReason.MISTAKE


CrmConsentPurposeEnum = described_enum(
    "CrmConsentPurposeEnum", ConsentPurpose, "What a message or a use of data is for."
)
CrmConsentStatusEnum = described_enum(
    "CrmConsentStatusEnum",
    ConsentStatus,
    "What somebody has said; pending awaits the confirmation of a double opt-in.",
)
CrmSuppressionReasonEnum = described_enum(
    "CrmSuppressionReasonEnum", SuppressionReason, "Why an address is not written to."
)
CrmSuppressionLiftReasonEnum = described_enum(
    "CrmSuppressionLiftReasonEnum",
    StaffLiftReason,
    "Why an address may be written to again.",
)
CrmConsentStaffSourceEnum = described_enum(
    "CrmConsentStaffSourceEnum", StaffSource, "How a person told a member of staff."
)

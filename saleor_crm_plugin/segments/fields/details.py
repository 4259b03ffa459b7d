"""What the person has told: birthday and language."""

from ...identity.events import DetailsChanged
from ...observation.events import CustomerRegistered
from ..field import Field, Moment, Reads, Relation, fields
from ..policies.values import ValueKind

GROUP = "Person"
DETAILS = Relation(sql="crm_person_details")


@fields.register
class Birthday(Field):
    """The day of the year, as the person said it; today is within 0 days."""

    code = "profile.birthday"
    label = "Birthday"
    group = GROUP
    kind = ValueKind.ANNIVERSARY
    unit = "days"
    hears = (CustomerRegistered, DetailsChanged)

    def reads(self, moment: Moment) -> Reads:
        # In brackets: month times a hundred is more than a smallint where columns are small.
        value = "({row}.birth_month::int * 100 + {row}.birth_day)"
        return Reads(relation=DETAILS, value=value)


@fields.register
class ToldLanguage(Field):
    """The language that the person has chosen for themselves: a tag as `it` or `zh-hans`."""

    code = "profile.language"
    label = "Language"
    group = GROUP
    kind = ValueKind.TEXT
    ignores_case = True
    chosen_from = "language"
    hears = (CustomerRegistered, DetailsChanged)

    def reads(self, moment: Moment) -> Reads:
        # The account's setting stands with the place, which is read where the shop keeps it.
        return Reads(relation=_LANGUAGE, value="lower({row}.language)")


_LANGUAGE = Relation(
    sql=(
        "(SELECT known.id AS profile_id,"
        " coalesce(nullif(told.language, ''), nullif(place.language, '')) AS language"
        " FROM crm_profile AS known"
        " LEFT JOIN crm_person_details AS told ON told.profile_id = known.id"
        " LEFT JOIN crm_profile_place AS place ON place.profile_id = known.id)"
    ),
)

"""Custom attributes, each compared by what its values are.

Values are texts in the table, in the form of their type. One that has another form, because the
shop meant something else by the name before, is not known: it never breaks the statement.
"""

from typing import Annotated

from pydantic import StringConstraints

from ...identity.events import AttributesChanged
from ...observation.events import CustomerRegistered, OrderPlaced
from ..field import Field, Moment, Reads, Relation, Scope, fields
from ..policies.values import ValueKind

# A day of the calendar from the years 1000 to 2999: others cannot be read, here or in Python.
_DATE = r"^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
_FIRST = "(left({row}.value, 7) || '-01')::date"
_DAY_OF_MONTH = "right({row}.value, 2)::int"
_MONTHS_LENGTH = f"extract(day FROM {_FIRST} + interval '1 month' - interval '1 day')"
# Digits as many as are ever stored.
_NUMBER = r"^-?[0-9]{1,40}(\.[0-9]{1,160})?$"


class OfAttribute(Field):
    """Base of what is known of one custom attribute."""

    group = "Person"
    chosen_from = "attribute"
    hears = (CustomerRegistered, OrderPlaced, AttributesChanged)
    value: str

    class Of(Scope):
        """Which attribute."""

        name: Annotated[str, StringConstraints(pattern=r"^[^\x00]{1,64}$")]

    def reads(self, moment: Moment) -> Reads:
        relation = Relation(
            sql=(
                "(SELECT profile_id, value FROM crm_profile_attribute"
                " WHERE name = %(name)s)"
            ),
            parameters={"name": self.of.name},
        )
        return Reads(relation=relation, value=self.value)


@fields.register
class TextAttribute(OfAttribute):
    """One custom attribute, compared as text: also the code of a choice."""

    code = "profile.attribute"
    label = "Attribute"
    kind = ValueKind.TEXT
    value = "{row}.value::text"


@fields.register
class NumberAttribute(OfAttribute):
    """One custom attribute that is a number; any other value is not known."""

    code = "profile.attribute_number"
    label = "Attribute (number)"
    kind = ValueKind.NUMBER
    value = f"(CASE WHEN {{row}}.value ~ '{_NUMBER}' THEN {{row}}.value::numeric END)"


@fields.register
class DateAttribute(OfAttribute):
    """One custom attribute that is a date; any other value is not known."""

    code = "profile.attribute_date"
    label = "Attribute (date)"
    kind = ValueKind.MOMENT
    value = (
        f"(CASE WHEN {{row}}.value ~ '{_DATE}' THEN CASE"
        f" WHEN {_DAY_OF_MONTH} <= {_MONTHS_LENGTH}"
        f" THEN ({_FIRST} + {_DAY_OF_MONTH} - 1)::timestamp AT TIME ZONE 'UTC' END END)"
    )


@fields.register
class YesNoAttribute(OfAttribute):
    """One custom attribute that is yes or no; any other value is not known."""

    code = "profile.attribute_yes_no"
    label = "Attribute (yes or no)"
    kind = ValueKind.YES_NO
    value = "(CASE {row}.value WHEN 'true' THEN true WHEN 'false' THEN false END)"

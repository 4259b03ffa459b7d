"""People with what is known of them: names, birthday, language, tags and attributes."""

from collections.abc import Sequence
from typing import Any

from ..cell_reader import CellReader
from ..customers import Customer, carry_out, judge, take_back
from ..error_codes import Problem
from ..import_kind import Fault, ImportField, ImportKind, ReadRow, Verdict, Work, kinds
from ..models import ImportRow
from ..naming import PERSON_FIELDS, PersonOptions, person_key, read_person
from ..policies import values
from ..policies.headers import ATTRIBUTE
from ..policies.people import Said

LONGEST_NAME = 200
LONGEST_VALUE = 200
MOST_TAGS = 50


@kinds.register
class Customers(ImportKind):
    code = "customers"
    label = "Customers"
    Options = PersonOptions
    takes_attributes = True
    takes_a_person_once = True
    fields = (
        *PERSON_FIELDS,
        ImportField(
            code="first_name",
            label="First name",
            headers=("given name", "nome", "名", "名字"),
        ),
        ImportField(
            code="last_name",
            label="Last name",
            headers=("surname", "family name", "cognome", "姓", "姓氏"),
        ),
        ImportField(
            code="name",
            label="Full name",
            headers=("customer name", "nome e cognome", "nome completo", "姓名"),
        ),
        ImportField(
            code="birthday",
            label="Birthday",
            headers=(
                "date of birth",
                "birth date",
                "dob",
                "data di nascita",
                "compleanno",
                "生日",
                "出生日期",
            ),
        ),
        ImportField(
            code="language", label="Language", headers=("locale", "lingua", "语言")
        ),
        ImportField(code="tags", label="Tags", headers=("labels", "etichette", "标签")),
    )

    def read(self, row: ImportRow, work: Work) -> ReadRow[Customer]:
        options = work.options
        cells = CellReader(row, work)
        named = read_person(cells, options)
        first, last = _name(cells)
        said = Said(
            first_name=first,
            last_name=last,
            birthday=cells.value(
                "birthday", lambda text: values.birthday(text, options.date_order)
            ),
            language=cells.value("language", values.language) or "",
            tags=frozenset(cells.value("tags", _tags) or ()),
            attributes=_attributes(cells, work),
        )
        if said.birthday and not values.is_past(said.birthday, work.now.date()):
            cells.faults.append(Fault(Problem.NO_BIRTHDAY, work.columns["birthday"][1]))
        return ReadRow(
            number=row.number,
            meaning=None if cells.faults else Customer(named, said),
            faults=tuple(cells.faults),
            person_key=person_key(named),
        )

    def judge(self, rows: Sequence[ReadRow[Any]], work: Work) -> list[Verdict]:
        return judge(rows, work)

    def carry_out(self, rows: Sequence[ReadRow[Any]], work: Work) -> list[Verdict]:
        return carry_out(rows, work)

    def take_back(self, rows: Sequence[ImportRow], work: Work) -> list[Verdict]:
        return take_back(rows, work)


def _name(cells: CellReader) -> tuple[str, str]:
    def read(text: str) -> str:
        return values.words(text, LONGEST_NAME)

    first, last = (
        cells.value("first_name", read) or "",
        cells.value("last_name", read) or "",
    )
    whole = cells.value("name", read) or ""
    if not whole or first or last:
        return first, last
    # Which word is which is the custom of a language; a name in one piece is a first name.
    given, _, family = whole.rpartition(" ")
    return (given, family) if given else (whole, "")


def _tags(text: str) -> tuple[str, ...]:
    found = values.labels(text)
    if len(found) > MOST_TAGS:
        raise values.BadValue(Problem.TOO_LONG)
    return found


def _attributes(cells: CellReader, work: Work) -> dict[str, str]:
    def read(text: str) -> str:
        return values.words(text, LONGEST_VALUE)

    asked = {
        column.removeprefix(ATTRIBUTE): cells.value(column, read)
        for column in work.columns
        if column.startswith(ATTRIBUTE)
    }
    return {name: value for name, value in asked.items() if value}

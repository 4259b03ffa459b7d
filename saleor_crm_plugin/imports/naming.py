"""Whom a row names: by another system's number, e-mail or phone; and who that is."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import Field

from ..identity.entering import Key, Lead, leads, lock_living
from ..identity.models import IdentifierType
from ..saleor_adapter.private_hash import email_hash, text_hash
from .cell_reader import CellReader
from .error_codes import Problem
from .import_kind import (
    Fault,
    ImportField,
    ImportOptions,
    ReadRow,
    Verdict,
    Work,
    refused,
)
from .policies import values
from .policies.cells import cleaned

LONGEST_NUMBER = 128
PERSON_FIELDS = (
    ImportField(
        code="external_id",
        label="Customer number",
        headers=(
            "customer id",
            "external id",
            "id",
            "codice cliente",
            "id cliente",
            "客户编号",
            "客户号",
            "会员号",
        ),
    ),
    ImportField(
        code="email",
        label="E-mail",
        headers=(
            "email address",
            "mail",
            "e mail",
            "posta elettronica",
            "indirizzo email",
            "邮箱",
            "电子邮箱",
            "电子邮件",
        ),
    ),
    ImportField(
        code="phone",
        label="Phone",
        headers=(
            "phone number",
            "mobile",
            "telephone",
            "telefono",
            "cellulare",
            "numero di telefono",
            "手机",
            "手机号",
            "电话",
            "电话号码",
        ),
    ),
)


class PersonOptions(ImportOptions):
    """What is said of files that name people."""

    country_code: str = Field(
        "",
        pattern=r"[1-9]\d{0,2}|",
        max_length=3,
        description="The calling code put before phone numbers without one, such as 39.",
    )


@dataclass(frozen=True, kw_only=True)
class Named:
    """The person that a row names, each text "" where it does not; personal: never log it."""

    external_id: str = ""
    email: str = ""
    phone: str = ""

    @cached_property
    def identifiers(self) -> dict[Key, str]:
        """Return the plain value by (type, keyed hash), the strongest first."""
        found: dict[Key, str] = {}
        if self.external_id:
            key = (IdentifierType.EXTERNAL.value, text_hash(self.external_id))
            found[key] = self.external_id
        if self.email:
            found[IdentifierType.EMAIL.value, email_hash(self.email)] = self.email
        if self.phone:
            found[IdentifierType.PHONE.value, text_hash(self.phone)] = self.phone
        return found


@dataclass(frozen=True, slots=True)
class Found:
    """Who a row's person is: nobody yet, or a profile; or what speaks against it."""

    profile_id: int | None = None
    problem: Problem | None = None


def read_person(cells: CellReader, options: Any) -> Named:
    """Return whom the row names; a row that names nobody has a fault."""
    before = len(cells.faults)
    named = Named(
        external_id=cells.value("external_id", _number) or "",
        email=cells.value("email", values.email) or "",
        phone=cells.value(
            "phone", lambda text: values.phone(text, options.country_code)
        )
        or "",
    )
    if not named.identifiers and len(cells.faults) == before:
        cells.faults.append(Fault(Problem.NOBODY_NAMED))
    return named


def number_hash(cell: str) -> str:
    """Return the hash of the customer number in a cell as it stands in a file; "" for none."""
    try:
        return text_hash(_number(cleaned(cell)))
    except values.BadValue:
        return ""


def _number(text: str) -> str:
    # In small letters, as people are searched.
    return values.words(text, LONGEST_NUMBER).lower()


def person_key(named: Named) -> str:
    """Return by what a file names a person: the strongest of its keys."""
    kind, hashed = next(iter(named.identifiers), ("", ""))
    return f"{kind}:{hashed}" if kind else ""


def who_they_are(
    people: Sequence[Named], *, since: datetime.datetime
) -> tuple[list[Found], Mapping[Key, Lead]]:
    """Return who each named person is, and where all the keys lead. One query.

    The other system's number and the e-mail must mean the same person. A phone number alone leads
    to its person; beside another key it does not, for families and shops share phones.
    """
    known = leads({key for one in people for key in one.identifiers}, since=since)
    return [_found(one, known) for one in people], known


def _found(named: Named, known: Mapping[Key, Lead]) -> Found:
    keys = list(named.identifiers)
    strong = [key for key in keys if key[0] != IdentifierType.PHONE] or keys
    found = {known[key].profile_id: known[key] for key in strong if key in known}
    if any(lead.is_erased for lead in found.values()):
        return Found(problem=Problem.ERASED)
    if len(found) > 1:
        return Found(problem=Problem.TWO_PEOPLE)
    return Found(next(iter(found), None))


def only_known(
    rows: Sequence[ReadRow[Any]], people: Sequence[Named], work: Work
) -> tuple[list[tuple[ReadRow[Any], int]], list[Verdict]]:
    """Part the rows into those whose person there is, with the profile, and refusals."""
    found, _ = who_they_are(people, since=since(work))
    there, refusals = [], []
    for row, one in zip(rows, found, strict=True):
        if one.profile_id is not None:
            there.append((row, one.profile_id))
        else:
            fault = Fault(one.problem or Problem.NOBODY_FOUND)
            refusals.append(refused(row, fault))
    return there, refusals


def only_living(
    rows: Sequence[ReadRow[Any]], people: Sequence[Named], work: Work
) -> tuple[list[tuple[ReadRow[Any], int]], list[Verdict]]:
    """Do as `only_known`, and refuse whoever was erased between the look-up and the lock.

    Locks the profiles by id until the transaction ends.
    """
    there, refusals = only_known(rows, people, work)
    living = lock_living({profile_id for _, profile_id in there})
    gone = [row for row, profile_id in there if profile_id not in living]
    refusals += [refused(row, Fault(Problem.ERASED)) for row in gone]
    return [one for one in there if one[1] in living], refusals


def in_order(
    rows: Collection[ReadRow[Any]], verdicts: Sequence[Verdict]
) -> list[Verdict]:
    """Return the verdicts in the order of the rows."""
    by_number = {one.number: one for one in verdicts}
    return [by_number[row.number] for row in rows]


def since(work: Work) -> datetime.datetime:
    """Return when the list began to be handed in: who was erased later stays erased."""
    return work.job.created_at

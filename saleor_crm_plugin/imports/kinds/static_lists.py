"""People who are put on a list of the shop's own."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import Field, field_validator

from ...core.facts import Origin
from ...core.sentences import Sentence
from ...identity.entering import lock_living
from ...segments.actions.lists import add_to_list, remove_from_list
from ...segments.actions.lock import lock_rules, lock_segment
from ...segments.actions.save import create_segment
from ...segments.models import ChangeReason, Segment, SegmentKind
from ...segments.queries import members_of
from ..cell_reader import CellReader
from ..error_codes import Problem
from ..errors import InvalidOptions
from ..import_kind import (
    Fault,
    ImportKind,
    ReadRow,
    Verdict,
    Work,
    kinds,
    refused,
    taken_back,
)
from ..models import ImportRow, Outcome
from ..naming import (
    PERSON_FIELDS,
    Named,
    PersonOptions,
    in_order,
    only_known,
    person_key,
    read_person,
)
from ..policies.list_ids import list_id, list_number

LONGEST_LIST_NAME = 120


class ListOptions(PersonOptions):
    """On which list people are put: one that there is, or one by its name."""

    list: str = Field("", description="The ID of the list.")
    name: str = Field(
        "",
        max_length=LONGEST_LIST_NAME,
        description="Or its name; without such a list one is made when the file is run.",
    )

    @field_validator("list", mode="before")
    @classmethod
    def _is_named_by_id(cls, given: object) -> object:
        is_id = isinstance(given, str) and list_number(given.strip()) is not None
        if given != "" and not is_id:
            raise ValueError(
                Sentence("Give the ID of a list, as `crmSegments` does, or `name`.")
            )
        return given

    @property
    def number(self) -> int:
        """Return the number of the list that is named by its ID, 0 for none."""
        return list_number(self.list) or 0


@kinds.register
class StaticLists(ImportKind):
    code = "static_lists"
    label = "Members of a list"
    Options = ListOptions
    takes_a_person_once = True
    fields = PERSON_FIELDS

    def read(self, row: ImportRow, work: Work) -> ReadRow[Named]:
        cells = CellReader(row, work)
        named = read_person(cells, work.options)
        return ReadRow(
            number=row.number,
            meaning=None if cells.faults else named,
            faults=tuple(cells.faults),
            person_key=person_key(named),
        )

    def check(self, options: ListOptions) -> None:
        if bool(options.list) == bool(options.name):
            raise InvalidOptions(
                Sentence("list: name one list, by its ID or by its name.")
            )
        found = _found(options)
        if options.list and found is None:
            raise InvalidOptions(
                Sentence("list: there is no list with this ID in use.")
            )
        if found is not None and found.kind != SegmentKind.LIST:
            raise InvalidOptions(Sentence("name: this segment is no list."))

    def judge(self, rows: Sequence[ReadRow[Any]], work: Work) -> list[Verdict]:
        found = _found(work.options)
        return _judged(rows, work, found.pk if found else 0, lock=False)

    def carry_out(self, rows: Sequence[ReadRow[Any]], work: Work) -> list[Verdict]:
        """Put people on the list, which is made first if there is none.

        Locks the rules of segments, the profiles by id, then the list. Where the list is no more, the rows are refused.
        """
        try:
            segment_id = _segment_id(work)
        except InvalidOptions:
            return [refused(row, Fault(Problem.LIST_GONE)) for row in rows]
        verdicts = _judged(rows, work, segment_id, lock=True)
        new = [
            one.profile_id
            for one in verdicts
            if one.outcome == Outcome.CREATED and one.profile_id is not None
        ]
        if new:
            add_to_list(
                segment_id,
                new,
                now=work.now,
                reason=ChangeReason.IMPORT,
                origin=Origin.IMPORT,
            )
        brought = _members(segment_id, new)
        return [_kept(one, brought) for one in verdicts]

    def take_back(self, rows: Sequence[ImportRow], work: Work) -> list[Verdict]:
        """Take those off whom these rows put on, and who were not taken off and put on since.

        Locks the profiles by id, then the list.
        """
        people = {row.profile_id for row in rows if row.profile_id is not None}
        living = lock_living(people)
        segment_id = work.options.number
        lock_segment(segment_id)
        there = _members(segment_id, living)
        kept = {row.number: _why_kept(row, living, there) for row in rows}
        going = [
            row.profile_id
            for row in rows
            if kept[row.number] is None and row.profile_id is not None
        ]
        if going:
            remove_from_list(
                segment_id,
                going,
                now=work.now,
                reason=ChangeReason.IMPORT,
                origin=Origin.IMPORT,
            )
        return [taken_back(row, kept[row.number]) for row in rows]


def _found(options: ListOptions) -> Segment | None:
    """Return what there is by this ID or name; by an ID lists alone."""
    used = Segment.objects.filter(archived_at__isnull=True)
    if options.number:
        return used.filter(pk=options.number, kind=SegmentKind.LIST).first()
    return used.filter(name=options.name).first()


def _segment_id(work: Work) -> int:
    """Return the list of this import, made if need be; nobody archives it until the batch is done.

    Keeps with the import which list it is: names can change. Locks the rules.
    Raises InvalidOptions where the list is no more, or no list.
    """
    lock_rules()
    segment = _found(work.options)
    if segment is None and work.options.name:
        segment = create_segment(
            work.options.name,
            kind=SegmentKind.LIST,
            author=work.job.author,
            now=work.now,
        )
    if segment is None or segment.kind != SegmentKind.LIST:
        raise InvalidOptions(Sentence("list: there is no such list."))
    named = {"list": list_id(segment.pk), "name": ""}
    work.job.options = {**work.job.options, **named}
    return segment.pk


def _judged(
    rows: Sequence[ReadRow[Any]], work: Work, segment_id: int, *, lock: bool
) -> list[Verdict]:
    there, refusals = only_known(rows, [row.said for row in rows], work)
    people = {profile_id for _, profile_id in there}
    living = lock_living(people) if lock else people
    if lock:
        lock_segment(segment_id)
    on_it = _members(segment_id, living)
    seen: dict[int, int] = {}
    verdicts = []
    for row, profile_id in there:
        earlier = seen.setdefault(profile_id, row.number)
        if profile_id not in living:
            verdicts.append(refused(row, Fault(Problem.ERASED)))
        elif earlier != row.number:
            fault = Fault(Problem.TWICE_IN_FILE, of_row=earlier)
            verdicts.append(refused(row, fault, profile_id=profile_id))
        else:
            verdicts.append(_verdict(row, profile_id, on_it))
    return in_order(rows, [*verdicts, *refusals])


def _verdict(row: ReadRow[Any], profile_id: int, on_it: Mapping[int, int]) -> Verdict:
    return Verdict(
        number=row.number,
        outcome=Outcome.UNCHANGED if profile_id in on_it else Outcome.CREATED,
        profile_id=profile_id,
        person_key=row.person_key,
    )


def _kept(one: Verdict, brought: Mapping[int, int]) -> Verdict:
    if one.outcome != Outcome.CREATED or one.profile_id is None:
        return one
    return replace(one, before={"member": brought[one.profile_id]})


def _why_kept(
    row: ImportRow, living: Collection[int], there: Mapping[int, int]
) -> Problem | None:
    if row.before is None:
        return Problem.FORGOTTEN
    if row.profile_id not in living:
        return Problem.ERASED
    is_same = there.get(row.profile_id or 0) == row.before.get("member")
    return None if is_same else Problem.CHANGED_SINCE


def _members(segment_id: int, profile_ids: Collection[int]) -> dict[int, int]:
    """Return the rows of those of the people who are on the list now, by profile."""
    rows = members_of(segment_id).filter(profile_id__in=profile_ids)
    return dict(rows.values_list("profile_id", "pk"))

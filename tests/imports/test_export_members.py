"""Lists of a segment's members: every member once, nobody who was erased, nothing that runs."""

import csv
import datetime
import io

import openpyxl
import pytest
from django.db import OperationalError

from saleor_crm_plugin.audit.models import SettingsChange
from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.identity.actions.names import KnownName, remember_names
from saleor_crm_plugin.imports import member_list
from saleor_crm_plugin.imports.actions import export_members
from saleor_crm_plugin.imports.actions.export_members import (
    KEPT,
    ask_for_members,
    expire_exports,
    kept_pieces,
    work_on_exports,
)
from saleor_crm_plugin.imports.errors import InvalidColumns
from saleor_crm_plugin.imports.export_models import (
    ExportFormat,
    ExportJob,
    ExportPiece,
    ExportState,
)
from saleor_crm_plugin.imports.queries import ready_list
from saleor_crm_plugin.segments.actions.lists import add_to_list
from saleor_crm_plugin.segments.actions.save import create_segment
from saleor_crm_plugin.segments.models import SegmentKind

from ..fixtures.import_file import STAFF, bring, run
from ..fixtures.member import guest

COLUMNS = ("email", "first_name", "reachable:email", "reachable:sms", "join_reason")
FORMULA = "=HYPERLINK(1)"


@pytest.fixture
def people():
    """Return three people."""
    return [guest(f"{name}@example.com") for name in ("anna", "bo", "eve")]


@pytest.fixture
def fair(people):
    """Return a list with these people on it; the first may be written to, one has an odd name."""
    made = create_segment("Fair", kind=SegmentKind.LIST, author=STAFF, now=clock.now())
    add_to_list(made.pk, people, now=clock.now())
    remember_names([KnownName(people[1], FORMULA, "Rossi")])
    run(bring("consents", "email,status,time\nanna@example.com,yes,2026-01-02\n"))
    return made


@pytest.fixture
def small_pages(monkeypatch):
    monkeypatch.setattr(member_list, "PAGE", 2)


def asked(segment, *columns, written_as=ExportFormat.CSV):
    """Ask for a list."""
    return ask_for_members(
        segment.pk,
        columns=columns,
        written_as=written_as,
        author=STAFF,
        now=clock.now(),
    )


def content(job):
    """Return the file as it is kept."""
    return b"".join(kept_pieces(job.pk))


def cells(job):
    """Return a file of CSV as rows."""
    return list(csv.reader(io.StringIO(content(job).decode("utf-8-sig"))))


def seen(job):
    """Return the list as it stands now."""
    return ExportJob.objects.get(pk=job.pk)


@pytest.mark.django_db
def test_everybody_is_in_it_once_by_the_chosen_columns(fair, small_pages):
    # when
    job = asked(fair, *COLUMNS)
    assert (job.state, job.rows, job.handled) == (ExportState.RUNNING, 3, 0)
    assert work_on_exports() == 3

    # then
    job = seen(job)
    assert (job.state, job.handled, job.size) == (
        ExportState.READY,
        3,
        len(content(job)),
    )
    assert job.expires_at - job.ended_at == KEPT
    assert cells(job) == [
        list(COLUMNS),
        ["anna@example.com", "", "yes", "no", "staff"],
        ["bo@example.com", f"'{FORMULA}", "no", "no", "staff"],
        ["eve@example.com", "", "no", "no", "staff"],
    ]
    noted = SettingsChange.objects.get(subject="export", subject_id=job.pk)
    assert (noted.author, noted.after["segment"]) == (STAFF, fair.pk)
    assert noted.after["columns"] == list(COLUMNS)


@pytest.mark.django_db
def test_a_workbook_holds_the_same_as_texts(fair, small_pages):
    # when
    job = asked(fair, *COLUMNS, written_as=ExportFormat.XLSX)
    work_on_exports()

    # then
    book = openpyxl.load_workbook(io.BytesIO(content(job)))
    found = [[cell.value or "" for cell in row] for row in book.active.iter_rows()]
    assert found[0] == list(COLUMNS)
    assert found[2] == ["bo@example.com", f"'{FORMULA}", "no", "no", "staff"]
    types = {cell.data_type for row in book.active.iter_rows() for cell in row}
    assert "f" not in types
    assert len(found) == 4


@pytest.mark.django_db
def test_whoever_is_erased_is_in_no_list_any_more(fair, people, small_pages):
    # given
    made, half = asked(fair, "email"), asked(fair, "email")
    work_on_exports()
    ExportJob.objects.filter(pk=half.pk).update(state="running", position=people[1])

    # when
    erase_profile(people[0], now=clock.now(), author=STAFF)

    # then
    assert not ExportPiece.objects.exists()
    assert ready_list(made.pk, now=clock.now()) is None
    work_on_exports()
    for job in (made, half):
        assert cells(job) == [["email"], ["bo@example.com"], ["eve@example.com"]]
        assert (seen(job).handled, seen(job).started_over) == (2, 1)


@pytest.mark.django_db
def test_a_list_is_emptied_when_its_time_is_over(fair):
    # given
    job = asked(fair)
    work_on_exports()
    end = seen(job).expires_at

    # when
    assert expire_exports(now=end - datetime.timedelta(seconds=1)) == 0
    assert expire_exports(now=end) == 1

    # then
    assert (seen(job).state, content(job)) == (ExportState.EXPIRED, b"")
    assert ready_list(job.pk, now=end) is None
    assert work_on_exports() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("columns", [("password",), ("email", "email")])
def test_columns_are_those_that_there_are(fair, columns):
    with pytest.raises(InvalidColumns):
        asked(fair, *columns)
    assert not ExportJob.objects.exists()
    assert not SettingsChange.objects.filter(subject="export").exists()


@pytest.mark.django_db
def test_a_workbook_does_not_hold_too_many(fair, monkeypatch):
    # given
    job = asked(fair, "email", written_as=ExportFormat.XLSX)
    monkeypatch.setattr(export_members, "MOST_ROWS", 2)

    # when / then
    with pytest.raises(InvalidColumns):
        asked(fair, "email", written_as=ExportFormat.XLSX)
    work_on_exports()
    assert (seen(job).state, content(job)) == (ExportState.FAILED, b"")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "state"),
    [(ValueError, ExportState.FAILED), (OperationalError, ExportState.RUNNING)],
)
def test_a_list_that_cannot_be_made_holds_up_no_other(
    fair, monkeypatch, caplog, error, state
):
    # given a column that cannot be written
    one, other = asked(fair, "email", "first_name"), asked(fair, "email")
    real = export_members.line

    def breaking(row, columns):
        if "first_name" in columns:
            raise error(FORMULA)
        return real(row, columns)

    monkeypatch.setattr(export_members, "line", breaking)

    # when
    assert work_on_exports() == 2

    # then
    assert (seen(one).state, seen(other).state) == (state, ExportState.READY)
    assert (content(one), len(cells(other))) == (b"", 4)
    assert FORMULA not in caplog.text

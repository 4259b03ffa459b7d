"""Files through the API, from the first piece to the undoing, and lists out again."""

import csv
import io

import pytest
from saleor.permission.enums import AccountPermissions, DiscountPermissions

from saleor_crm_plugin.identity.queries import search_people
from saleor_crm_plugin.imports.actions import batches
from saleor_crm_plugin.imports.actions.work import work_on_imports
from saleor_crm_plugin.imports.kinds.customers import Customers
from saleor_crm_plugin.imports.models import Import, ImportRow

from ...fixtures.api import assert_closed, global_id
from ...fixtures.import_file import bring, run
from ...fixtures.member import give_points
from ...fixtures.web import path_of

IMPORT = """
    id kind state fileName options size encoding delimiter rows handled created changed
    unchanged refused undone kept broken canBeTriedAgain points fileProblem fileMessage fileProblemRow author rowsKept
    columns { header field }
    faultyRows(first: 5) { edges { node { number outcome faults { column problem message } } } }
"""
CREATE = """
mutation($kind: String!, $name: String!, $options: JSON) {
  crmImportCreate(kind: $kind, fileName: $name, options: $options) {
    crmImport { id state } uploadUrl errors { field code } } }
"""
COMPLETE = """
mutation($id: ID!, $pieces: Int!) {
  crmImportFileComplete(id: $id, pieces: $pieces) { crmImport { state } errors { field code } } }
"""
MAP = """
mutation($id: ID!, $fields: [String!]!, $options: JSON) {
  crmImportMap(id: $id, fields: $fields, options: $options) {
    crmImport { state columns { field } } errors { field code } } }
"""
STEP = """
mutation($id: ID!) { %s(id: $id) { crmImport { state } errors { field code } } }
"""
STEPS = (
    "crmImportRehearse",
    "crmImportRun",
    "crmImportUndo",
    "crmImportCancel",
    "crmImportRetry",
)
LOOK = f"query($id: ID!) {{ crmImport(id: $id) {{ {IMPORT} faultsUrl }} }}"
LIST = "{ crmImports(first: 5) { edges { node { id state } } } }"
KINDS = """
{ crmImportKinds { code label takesAttributes options fields { code label isRequired } } }
"""
EXPORT = """
mutation($kind: String!, $program: ID) {
  crmExportCreate(kind: $kind, program: $program) { url errors { field code } } }
"""
FILE = "email;nome\nanna@example.com;Anna\nnobody;=cmd()\n"


@pytest.fixture
def staff(staff_api):
    return staff_api(AccountPermissions.MANAGE_USERS)


def lines(response):
    """Return the lines of a CSV answer, which begins with the mark of UTF-8."""
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_a_file_goes_from_its_pieces_to_its_undoing(staff, web):
    # given
    begun = staff.done(CREATE, kind="customers", name="people.csv")
    import_id = begun["crmImport"]["id"]
    address = path_of(begun["uploadUrl"])
    content = FILE.encode()

    # when
    for place, piece in enumerate((content[:9], content[9:])):
        assert (
            web.post(f"{address}?place={place}", piece, "text/csv").status_code == 204
        )
    staff.done(COMPLETE, id=import_id, pieces=2)
    work_on_imports()
    staff.done(STEP % "crmImportRehearse", id=import_id)
    work_on_imports()
    planned = staff.ask(LOOK, id=import_id)["crmImport"]
    staff.done(STEP % "crmImportRun", id=import_id)
    work_on_imports()
    ran = staff.ask(LOOK, id=import_id)["crmImport"]

    # then
    url = planned.pop("faultsUrl")
    assert planned == {
        "id": import_id,
        "kind": "customers",
        "state": "REHEARSED",
        "fileName": "people.csv",
        "options": {"encoding": "", "date_order": "dmy", "country_code": ""},
        "size": len(content),
        "encoding": "utf-8-sig",
        "delimiter": ";",
        "rows": 2,
        "handled": 2,
        "created": 1,
        "changed": 0,
        "unchanged": 0,
        "refused": 1,
        "undone": 0,
        "kept": 0,
        "broken": 0,
        "canBeTriedAgain": False,
        "points": 0,
        "fileProblem": None,
        "fileMessage": "",
        "fileProblemRow": None,
        "author": f"user:{staff.user.pk}",
        "rowsKept": True,
        "columns": [
            {"header": "email", "field": "email"},
            {"header": "nome", "field": "first_name"},
        ],
        "faultyRows": {
            "edges": [
                {
                    "node": {
                        "number": 3,
                        "outcome": "REFUSED",
                        "faults": [
                            {
                                "column": "email",
                                "problem": "NO_EMAIL",
                                "message": "This is no e-mail address.",
                            },
                            {
                                "column": "nome",
                                "problem": "FORMULA",
                                "message": "The cell looks like a formula.",
                            },
                        ],
                    }
                }
            ]
        },
    }
    assert (ran["state"], ran["created"]) == ("DONE", 1)
    assert lines(web.get(path_of(url))) == [
        ["row", "column", "value", "problem", "reason"],
        ["3", "email", "nobody", "no_email", "This is no e-mail address."],
        ["3", "nome", "'=cmd()", "formula", "The cell looks like a formula."],
    ]
    staff.done(STEP % "crmImportUndo", id=import_id)
    work_on_imports()
    assert search_people("anna@example.com", first=1) == []
    [edge] = staff.ask(LIST)["crmImports"]["edges"]
    assert edge["node"] == {"id": import_id, "state": "UNDONE"}


def test_wrong_pieces_states_columns_and_options_are_refused(staff, web):
    # given
    begun = staff.done(CREATE, kind="customers", name="people.csv")
    import_id, url = begun["crmImport"]["id"], path_of(begun["uploadUrl"])

    # then
    assert [
        web.post(f"{url}?place={place}", b"x").status_code
        for place in ("", "-1", "x", "48", "99999")
    ] == [400, 400, 400, 413, 400]
    assert web.post(url + "?place=0", b"x" * (2**20 + 1)).status_code == 413
    assert web.post("import/forged?place=0", b"x").status_code == 404
    assert staff.refused(COMPLETE, id=import_id, pieces=1) == [("pieces", "INVALID")]
    assert staff.refused(STEP % "crmImportRun", id=import_id) == [("id", "WRONG_STATE")]
    assert staff.refused(STEP % "crmImportUndo", id=import_id) == [
        ("id", "WRONG_STATE")
    ]
    assert staff.refused(STEP % "crmImportRetry", id=import_id) == [
        ("id", "WRONG_STATE")
    ]
    assert staff.refused(STEP % "crmImportRun", id=global_id("CrmImport", 0)) == [
        ("id", "NOT_FOUND")
    ]
    assert staff.refused(CREATE, kind="nonsense", name="x") == [("kind", "INVALID")]
    assert staff.refused(CREATE, kind="customers", name=" ") == [
        ("fileName", "INVALID")
    ]
    assert staff.refused(CREATE, kind="customers", name="x", options={"a": 1}) == [
        ("options", "INVALID")
    ]
    job = bring("customers", FILE)
    read = global_id("CrmImport", job.pk)
    assert staff.refused(MAP, id=read, fields=["email"]) == [("fields", "INVALID")]
    assert staff.refused(MAP, id=read, fields=["email", "email"]) == [
        ("fields", "INVALID")
    ]
    assert staff.refused(MAP, id=read, fields=["email", "points"]) == [
        ("fields", "INVALID")
    ]
    assert web.post(path_of(begun["uploadUrl"]) + "?place=0", b"x").status_code == 204
    staff.done(STEP % "crmImportCancel", id=import_id)
    assert web.post(path_of(begun["uploadUrl"]) + "?place=0", b"x").status_code == 409


def test_a_file_that_is_none_says_why(staff):
    # given
    job = bring("customers", b"PK\x03\x04 nothing of the kind")
    read = bring("customers", FILE)

    # when
    seen = staff.ask(LOOK, id=global_id("CrmImport", job.pk))["crmImport"]
    waiting = staff.ask(LOOK, id=global_id("CrmImport", read.pk))["crmImport"]

    # then
    assert (seen["state"], seen["fileProblem"]) == ("FAILED", "NO_WORKBOOK")
    assert seen["fileMessage"] == "The file is no workbook, or a broken one."
    assert (waiting["state"], waiting["faultyRows"]["edges"]) == ("READY", [])


def test_staff_try_again_what_has_failed(staff, monkeypatch):
    # given a row that breaks, where not one may
    monkeypatch.setattr(batches, "MOST_BROKEN", 0)
    with monkeypatch.context() as patched:
        patched.setattr(Customers, "carry_out", None)
        job = run(bring("customers", FILE))
    import_id = global_id("CrmImport", job.pk)
    seen = staff.ask(LOOK, id=import_id)["crmImport"]
    assert (seen["state"], seen["fileProblem"]) == ("FAILED", "BROKE_OFF")
    assert seen["fileMessage"].endswith("(TypeError).")
    assert seen["canBeTriedAgain"]

    # when
    staff.done(STEP % "crmImportRetry", id=import_id)
    work_on_imports()

    # then
    seen = staff.ask(LOOK, id=import_id)["crmImport"]
    assert (seen["state"], seen["created"], seen["fileMessage"]) == ("DONE", 1, "")
    assert not seen["canBeTriedAgain"]


def test_the_kinds_say_what_their_columns_can_be(staff):
    # when
    found = {one["code"]: one for one in staff.ask(KINDS)["crmImportKinds"]}

    # then
    assert list(found) == [
        "consents",
        "customers",
        "opening_balances",
        "past_purchases",
        "static_lists",
    ]
    needed = [one["code"] for one in found["consents"]["fields"] if one["isRequired"]]
    assert needed == ["status", "occurred_at"]
    assert "program" in found["opening_balances"]["options"]["properties"]


def test_nobody_else_brings_anything_in_or_takes_it_out(outsiders, staff_api, program):
    # given
    job = bring("customers", FILE)
    only_discounts = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)
    others = [*outsiders, only_discounts]
    import_id = global_id("CrmImport", job.pk)

    # then
    assert_closed(others, CREATE, kind="customers", name="x")
    assert_closed(others, COMPLETE, id=import_id, pieces=1)
    assert_closed(others, MAP, id=import_id, fields=["email", ""])
    for step in STEPS:
        assert_closed(others, STEP % step, id=import_id)
    assert_closed(others, LOOK, id=import_id)
    assert_closed(others, LIST)
    assert_closed(others, KINDS)
    assert_closed(others, EXPORT, kind="customers")


def test_points_come_in_only_by_who_may_give_them_to_many(staff, app_api, program):
    # given
    options = {"program": "club"}

    # then
    assert_closed([staff], CREATE, kind="opening_balances", name="x", options=options)
    both = app_api(
        AccountPermissions.MANAGE_USERS, DiscountPermissions.MANAGE_DISCOUNTS
    )
    made = both.done(CREATE, kind="opening_balances", name="x", options=options)
    assert_closed([staff], STEP % "crmImportRun", id=made["crmImport"]["id"])


def test_people_go_out_in_the_columns_by_which_they_come_in(staff, web):
    # given
    file = (
        "external_id,email,phone,first_name,last_name,birthday,language,tags\n"
        'k1,anna@example.com,+393331234567,Anna,Bianchi,1980-04-03,it,"a, b"\n'
    )
    run(bring("customers", file))

    # when
    url = staff.done(EXPORT, kind="customers")["url"]
    header, anna = lines(web.get(path_of(url)))

    # then
    assert header[2:] == file.splitlines()[0].split(",")
    assert anna[2:] == [
        "k1",
        "anna@example.com",
        "'+393331234567",
        "Anna",
        "Bianchi",
        "1980-04-03",
        "it",
        "a, b",
    ]
    text = "\n".join([",".join(header), ",".join(f'"{cell}"' for cell in anna)])
    again = run(bring("customers", text))
    assert (again.unchanged, again.refused) == (1, 0)
    assert ImportRow.objects.filter(file_id=again.pk).count() == 1
    assert Import.objects.count() == 2


def test_the_history_of_points_goes_out_page_by_page(
    staff, web, program, guest_profile, monkeypatch
):
    # given
    monkeypatch.setattr("saleor_crm_plugin.imports.exports.points_history.PAGE", 1)
    give_points(program, guest_profile.pk, 50, key="a")
    give_points(program, guest_profile.pk, -20, key="b")

    # when
    url = staff.done(
        EXPORT, kind="points_history", program=global_id("CrmProgram", program.pk)
    )["url"]
    header, *rows = lines(web.get(path_of(url)))

    # then
    assert header == ["time", "profile", "kind", "from", "to", "points", "for"]
    assert [row[1:6] for row in rows] == [
        [str(guest_profile.public_id), "adjust", "issued", "available", "50"],
        [str(guest_profile.public_id), "adjust", "available", "issued", "20"],
    ]
    assert staff.refused(EXPORT, kind="points_history") == [("program", "INVALID")]
    assert staff.refused(
        EXPORT, kind="points_history", program=global_id("CrmProgram", 0)
    ) == [("program", "NOT_FOUND")]
    assert staff.refused(EXPORT, kind="import_faults") == [("kind", "INVALID")]
    assert web.get("export/forged").status_code == 404

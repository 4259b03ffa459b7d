"""Files as tables: encodings, delimiters, quotes and workbooks, whole and broken."""

import datetime
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.imports import reading_xlsx, table
from saleor_crm_plugin.imports.error_codes import FileProblem
from saleor_crm_plugin.imports.errors import Unreadable
from saleor_crm_plugin.imports.policies.headers import told_apart
from saleor_crm_plugin.imports.table import read_table

ITALIAN = "Email;Nome\r\na@example.com;Nicolò\r\n"
CHINESE = "邮箱,姓名,城市\na@example.com,王小明,上海\n"
WORDS = st.text(
    st.characters(categories=["L", "N"], max_codepoint=0x9FFF), min_size=1, max_size=8
)


def opened(content, encoding=""):
    """Return header, encoding and rows of a file."""
    found = read_table(io.BytesIO(content), encoding=encoding)
    return list(found.header), found.encoding, [list(row.cells) for row in found.rows]


def why_not(content, encoding=""):
    """Return why a file cannot be read, and where."""
    with pytest.raises(Unreadable) as refusal:
        opened(content, encoding)
    return refusal.value.problem, refusal.value.row


def workbook(*rows):
    """Make a workbook of these rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def repacked(content, name, change):
    """Change one member of a workbook."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for one in old.namelist():
            data = old.read(one)
            new.writestr(one, change(data) if one == name else data)
    return file.getvalue()


@pytest.mark.parametrize(
    ("text", "written", "found"),
    [
        (ITALIAN, "utf-8", "utf-8-sig"),
        (ITALIAN, "utf-8-sig", "utf-8-sig"),
        (ITALIAN, "latin-1", "cp1252"),
        (CHINESE, "gbk", "gb18030"),
        (CHINESE, "utf-16", "utf-16"),
        (CHINESE, "utf-16-le", "utf-16-le"),
        (CHINESE, "utf-16-be", "utf-16-be"),
    ],
)
def test_the_encoding_is_found(text, written, found):
    header, encoding, [row] = opened(text.encode(written))
    assert encoding == found
    lines = [line.replace(";", ",").split(",") for line in text.splitlines()]
    assert [header, row] == lines


@given(
    st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=1, max_size=6),
    st.sampled_from(",;\t|"),
)
def test_what_is_written_in_utf_8_is_read_as_it_was(rows, delimiter):
    text = "\n".join(delimiter.join(row) for row in rows)
    header, _, found = opened(text.encode())
    assert [header, *found] == [told_apart(rows[0]), *rows[1:]]


def test_what_is_unclear_is_asked_for():
    content = "nome\nÀÈ\nÉ\n".encode("latin-1")
    assert why_not(content) == (FileProblem.ENCODING_UNCLEAR, None)
    assert opened(content, "latin-1")[2] == [["ÀÈ"], ["É"]]
    assert why_not(content, "utf-8") == (FileProblem.ENCODING_WRONG, 1)


def test_quotes_hold_delimiters_and_ends_of_lines():
    assert opened(b'sep=;\na;b\n"x;1";"two\nlines"\n\n;;\n')[::2] == (
        ["a", "b"],
        [["x;1", "two\nlines"]],
    )


@pytest.mark.parametrize(
    ("content", "problem", "row"),
    [
        (b"", FileProblem.EMPTY, None),
        (b"\n \n,,\n", FileProblem.NO_HEADER, None),
        (b'a,b\n"x,y\n', FileProblem.BROKEN_QUOTES, 2),
        (b"a\n" + b"x" * 200_000, FileProblem.CELL_TOO_LONG, 2),
        (b"a\n" + b"x" * 20_001, FileProblem.CELL_TOO_LONG, 2),
        (b"a" + b",a" * 200 + b"\n", FileProblem.TOO_MANY_COLUMNS, 1),
        (b"PK\x03\x04", FileProblem.NO_WORKBOOK, None),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_where(content, problem, row):
    assert why_not(content) == (problem, row)


def test_columns_of_one_name_are_told_apart():
    assert opened(b"Tel,Tel,,Tel (2),Tel,\n1,2,3,4,5\n")[0] == [
        "Tel",
        "Tel (2)",
        "",
        "Tel (2) (2)",
        "Tel (3)",
    ]


def test_ends_of_lines_may_be_mixed():
    assert opened(b"a,b\r\n1,2\n3,4\r5,6\r\n")[2] == [
        ["1", "2"],
        ["3", "4"],
        ["5", "6"],
    ]


def test_a_million_columns_are_too_many():
    content = b"a,b\n1,2\n" + b"," * 1_000_000 + b"x\n"
    assert why_not(content) == (FileProblem.TOO_MANY_COLUMNS, 3)


def test_rows_are_bounded(monkeypatch):
    monkeypatch.setattr(table, "MOST_ROWS", 3)
    assert why_not(b"a\n1\n2\n3\n4\n") == (FileProblem.TOO_MANY_ROWS, 5)


def test_a_workbook_is_read_as_people_see_it():
    content = workbook(
        ["Email", "Born", "Shoe", "Paid"],
        ["a@example.com", datetime.date(1980, 4, 3), 41.0, 12.5],
        [],
        [
            "b@example.com",
            datetime.datetime(2026, 1, 2, 3, 4, tzinfo=datetime.UTC).replace(
                tzinfo=None
            ),
            None,
            "=1+1",
        ],
    )
    assert opened(content) == (
        ["Email", "Born", "Shoe", "Paid"],
        "xlsx",
        [
            ["a@example.com", "1980-04-03", "41", "12.5"],
            ["b@example.com", "2026-01-02 03:04:00"],
        ],
    )


def test_a_workbook_that_unfolds_to_too_much_is_not_opened(monkeypatch):
    monkeypatch.setattr(reading_xlsx, "MOST_UNFOLDED", 100_000)
    bomb = repacked(
        workbook(["a"], ["b"]),
        "xl/worksheets/sheet1.xml",
        lambda data: data + b" " * 100_000,
    )
    assert why_not(bomb) == (FileProblem.WORKBOOK_TOO_LARGE, None)


@pytest.mark.parametrize("before", [b"", b"<!--" + b"x" * 300_000 + b"-->"])
def test_a_workbook_that_declares_entities_is_not_opened(before):
    declared = before + b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    content = repacked(
        workbook(["a"], ["b"]),
        "xl/worksheets/sheet1.xml",
        lambda data: data.replace(b"<worksheet", declared + b"<worksheet", 1),
    )
    assert why_not(content) == (FileProblem.WORKBOOK_FORBIDDEN, None)


def test_a_workbook_that_lies_about_its_rows_is_bounded(monkeypatch):
    content = repacked(
        workbook(["a"], ["b"]),
        "xl/worksheets/sheet1.xml",
        lambda data: data.replace(b'r="2"', b'r="900000000"').replace(
            b'"A2"', b'"A900000000"'
        ),
    )
    problem, _ = why_not(content)
    assert problem in (FileProblem.TOO_MANY_ROWS, FileProblem.NO_WORKBOOK)

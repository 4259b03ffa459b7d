"""What is wrong with a row or a file, in one plain English sentence each."""

from collections.abc import Mapping
from typing import Any

from .error_codes import FileProblem, Problem

REASONS: Mapping[Problem, str] = {
    Problem.REQUIRED: "The cell is empty.",
    Problem.UNREADABLE: "The cell has a character that cannot be kept.",
    Problem.TOO_LONG: "The cell is too long.",
    Problem.FORMULA: "The cell looks like a formula.",
    Problem.NO_EMAIL: "This is no e-mail address.",
    Problem.NO_PHONE: "This is no phone number with its country.",
    Problem.NO_DATE: "This is no date.",
    Problem.NO_BIRTHDAY: "Nobody alive was born on such a day.",
    Problem.NO_LANGUAGE: 'A language is a code such as "it" or "zh-hans".',
    Problem.NO_LABEL: "Tags are 1 to 64 small letters, digits, hyphens and underlines.",
    Problem.NO_NUMBER: "This is no number.",
    Problem.NO_CURRENCY: "A currency is a code such as EUR.",
    Problem.NO_STATUS: "Say yes or no.",
    Problem.NO_PURPOSE: "Nobody is asked for this purpose.",
    Problem.NO_CODE: "A code is small letters, digits and underlines, 32 at most.",
    Problem.OUT_OF_RANGE: "The value is too small, too large, or over already.",
    Problem.IN_FUTURE: "This has not happened yet.",
    Problem.TOO_MANY_CELLS: "The row has more cells than the file has columns.",
    Problem.NOBODY_NAMED: "The row has no customer number, e-mail or phone.",
    Problem.NOBODY_FOUND: "Nobody is known by this number, e-mail or phone.",
    Problem.TWICE_IN_FILE: "The same stands in another row before.",
    Problem.TWO_PEOPLE: "Customer number and e-mail are of two people.",
    Problem.OWN_POINTS: "Nobody brings in points for themselves.",
    Problem.ERASED: "The person was erased.",
    Problem.OTHER_BEFORE: "Something else was brought in for this before.",
    Problem.CHANGED_SINCE: "It was changed since.",
    Problem.SOMETHING_HAPPENED: "Something has happened to the person since.",
    Problem.POINTS_MOVED: "Points of it were moved since.",
    Problem.WITHDRAWAL_STAYS: "Only the person can grant again.",
    Problem.LIST_GONE: "The list is no longer in use.",
    Problem.FORGOTTEN: "The row's texts are no longer kept.",
    Problem.BROKE_OFF: "Something went wrong with this row that nobody foresaw.",
    Problem.KILLED_WORKERS: "Each worker that tried this row has died of it.",
}
FILE_REASONS: Mapping[FileProblem, str] = {
    FileProblem.EMPTY: "The file is empty.",
    FileProblem.ENCODING_UNCLEAR: "It is unclear how the file is written: name its encoding.",
    FileProblem.ENCODING_WRONG: "The file is not written in this encoding.",
    FileProblem.TOO_MANY_ROWS: "The file has too many rows.",
    FileProblem.TOO_MANY_COLUMNS: "The file has too many columns.",
    FileProblem.CELL_TOO_LONG: "A cell is too long: a quotation mark may be missing.",
    FileProblem.NO_HEADER: "The first row should name the columns.",
    FileProblem.BROKEN_QUOTES: "A quotation mark is missing, or one too many.",
    FileProblem.NO_WORKBOOK: "The file is no workbook, or a broken one.",
    FileProblem.WORKBOOK_TOO_LARGE: "The workbook unfolds to too much.",
    FileProblem.WORKBOOK_FORBIDDEN: "The workbook is locked, or declares what none needs.",
    FileProblem.ERASURE: "A person was erased before the file was read: post it again.",
    FileProblem.BROKE_OFF: "Something went wrong that nobody foresaw: what was done can be undone.",
    FileProblem.KILLED_WORKERS: "Each worker that tried to read the file has died of it: try again.",
}


def reason(fault: Mapping[str, Any]) -> str:
    """Return the sentence for a fault as it is kept with its row."""
    said = REASONS[Problem(fault["problem"])]
    if "error_kind" in fault:
        return _of_kind(said, fault["error_kind"])
    return f"{said[:-1]}: row {fault['row']}." if "row" in fault else said


def file_reason(code: FileProblem, error_kind: str) -> str:
    """Return the sentence for a file, with the kind of the error where nobody foresaw it."""
    said = FILE_REASONS[code]
    return _of_kind(said, error_kind) if error_kind else said


def _of_kind(said: str, error_kind: str) -> str:
    return f"{said[:-1]} ({error_kind})."

"""Why an import refuses something, and what can be wrong with a file or with a cell."""

import enum


class ImportErrorCode(enum.StrEnum):
    """Codes of the refusals of this area, as the API shows them."""

    NOT_FOUND = "not_found"
    INVALID = "invalid"
    REQUIRED = "required"
    WRONG_STATE = "wrong_state"
    TOO_LARGE = "too_large"


class FileProblem(enum.StrEnum):
    """Why a file cannot be read, or is not gone on with."""

    EMPTY = "empty"
    ENCODING_UNCLEAR = "encoding_unclear"
    ENCODING_WRONG = "encoding_wrong"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    CELL_TOO_LONG = "cell_too_long"
    NO_HEADER = "no_header"
    BROKEN_QUOTES = "broken_quotes"
    NO_WORKBOOK = "no_workbook"
    WORKBOOK_TOO_LARGE = "workbook_too_large"
    WORKBOOK_FORBIDDEN = "workbook_forbidden"
    ERASURE = "erasure"
    BROKE_OFF = "broke_off"
    KILLED_WORKERS = "killed_workers"


class Problem(enum.StrEnum):
    """Why a row is refused; each stands beside the column that it is about."""

    REQUIRED = "required"
    UNREADABLE = "unreadable"
    TOO_LONG = "too_long"
    FORMULA = "formula"
    NO_EMAIL = "no_email"
    NO_PHONE = "no_phone"
    NO_DATE = "no_date"
    NO_BIRTHDAY = "no_birthday"
    NO_LANGUAGE = "no_language"
    NO_LABEL = "no_label"
    NO_NUMBER = "no_number"
    NO_CURRENCY = "no_currency"
    NO_STATUS = "no_status"
    NO_PURPOSE = "no_purpose"
    NO_CODE = "no_code"
    OUT_OF_RANGE = "out_of_range"
    IN_FUTURE = "in_future"
    TOO_MANY_CELLS = "too_many_cells"
    NOBODY_NAMED = "nobody_named"
    NOBODY_FOUND = "nobody_found"
    TWICE_IN_FILE = "twice_in_file"
    TWO_PEOPLE = "two_people"
    OWN_POINTS = "own_points"
    ERASED = "erased"
    OTHER_BEFORE = "other_before"
    CHANGED_SINCE = "changed_since"
    SOMETHING_HAPPENED = "something_happened"
    POINTS_MOVED = "points_moved"
    WITHDRAWAL_STAYS = "withdrawal_stays"
    LIST_GONE = "list_gone"
    FORGOTTEN = "forgotten"
    BROKE_OFF = "broke_off"
    KILLED_WORKERS = "killed_workers"

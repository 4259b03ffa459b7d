"""Put the calls, the tasks and the changed rows of each operation into one document."""

import json
import re
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from .placeholders import HEX_UUID, UUID, Placeholders
from .rows import differences
from .trace_plugin import TRACE

TIME = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+")
# Some times are kept to the millisecond only. What came before is further away: looking at all
# tables takes longer than that.
MARGIN = timedelta(milliseconds=1)


class Recorder:
    """Watches the operations of one scenario on one fresh database."""

    def __init__(self, database, queue, names):
        """Begin a scenario; *names* are the rows of the catalogue: (table, key) → name."""
        self._database = database
        self._queue = queue
        self._placeholders = Placeholders(database)
        for (table, key), name in names.items():
            self._placeholders.name(table, key, name)
        self.operations = {}

    @contextmanager
    def watching(self, name, call):
        """Watch what happens inside the block and file it under *name*."""
        if name in self.operations:
            raise ValueError(f"operation {name} is recorded twice in one scenario")
        before = self._database.picture()
        TRACE.clear()
        self._queue.clear()
        recording = {}
        start = _stamp(datetime.now(UTC) - MARGIN)
        yield recording
        end = _stamp(datetime.now(UTC) + MARGIN)
        self._placeholders.during(start, end)
        after = self._database.picture()
        self._alias_tokens(after)
        rows = self._rows(differences(before, after))
        self.operations[name] = {
            "place": len(self.operations),
            "call": self._placeholders.value(call),
            "answer": self._placeholders.value(recording.get("answer")),
            "hooks": list(TRACE.calls),
            "tasks": list(self._queue.sent),
            "rows": rows,
            "order_events": _events(rows),
        }

    def _alias_tokens(self, picture):
        for (key,), row in picture["payment_transactionitem"].items():
            self._placeholders.alias("payment_transactionitem", key, row["token"])

    def _rows(self, changes):
        ordered = sorted(changes, key=_order)
        for change in ordered:
            # Every row has its name before a text of another row can mention its id.
            self._placeholders.row(change.table, change.key)
        return [self._row(change) for change in ordered]

    def _row(self, change):
        fact = {
            "table": change.table,
            "change": change.kind,
            "row": self._placeholders.row(change.table, change.key),
        }
        if change.kind == "delete":
            return fact
        return fact | {"columns": self._columns(change)}

    def _columns(self, change):
        if change.kind == "insert":
            return {
                name: self._placeholders.column(change.table, name, value)
                for name, value in sorted(change.after.items())
            }
        return {
            name: [
                self._placeholders.column(change.table, name, change.before[name]),
                self._placeholders.column(change.table, name, value),
            ]
            for name, value in sorted(change.after.items())
            if change.before[name] != value
        }


def _events(rows):
    """Return the types of the order events written, oldest first."""
    return [
        row["columns"]["type"]
        for row in rows
        if row["table"] == "order_orderevent" and row["change"] == "insert"
    ]


def _stamp(time):
    return time.strftime("%Y-%m-%dT%H:%M:%S.%f")


def _order(change):
    """Sort rows with counted keys by the key, others by what they hold besides ids and times."""
    counted = tuple(part if isinstance(part, int) else 0 for part in change.key)
    text = json.dumps([change.before, change.after], sort_keys=True)
    blank = TIME.sub("", HEX_UUID.sub("", UUID.sub("", text)))
    return (change.table, change.kind, counted, blank, text)

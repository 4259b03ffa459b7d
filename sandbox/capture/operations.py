"""Write what each shop operation does in a real Saleor: hooks, tasks, rows and columns.

Run from Saleor's own source folder with this folder's parent on PYTHONPATH. DATABASE_URL names a
freshly migrated database, which is only copied; the role must be allowed to create databases:

    PYTHONPATH=<repository>/sandbox python -m capture.operations > operations-3.23.json

Names after the command choose scenarios; without any, all are played.
"""

import json
import sys

from . import inside

TRACE_PLUGIN = "capture.recording.trace_plugin.TracePlugin"


def document(wanted=()):
    """Play the *wanted* scenarios (all if none) and return their recordings. Django must be set up."""
    import saleor
    from django.conf import settings
    from django.db import connections

    from .recording import databases
    from .recording.task_queue import TaskQueue

    settings.PLUGINS.append(TRACE_PLUGIN)
    queue = TaskQueue()
    queue.install()
    original = connections["default"].settings_dict["NAME"]
    prepared = f"{original}_catalogue"
    databases.copy(original, prepared)
    try:
        token = _prepare(queue)
        played = {
            play.__name__: _record(play, prepared, queue, token)
            for play in _scenarios(wanted)
        }
    finally:
        databases.point_to(original)
        databases.drop(prepared)
    return {"saleor": saleor.__version__, "scenarios": played}


def _prepare(queue):
    from .recording import catalogue
    from .recording.shop import Shop

    token = catalogue.create_people()
    catalogue.fill(Shop(None, queue, token))
    return token


def _scenarios(wanted):
    from .scenarios import accounts, backstage, checkouts, orders

    every = [
        *accounts.SCENARIOS,
        *checkouts.SCENARIOS,
        *orders.SCENARIOS,
        *backstage.SCENARIOS,
    ]
    return [play for play in every if not wanted or play.__name__ in wanted]


def _record(play, prepared, queue, token):
    from .recording import catalogue, databases
    from .recording.recorder import Recorder
    from .recording.shop import RefusedError, Shop

    sys.stderr.write(f"{play.__name__}\n")
    with databases.fresh_copy(prepared, f"{prepared}_copy") as database:
        recorder = Recorder(database, queue, catalogue.names())
        found = {"about": play.__doc__.strip(), "operations": recorder.operations}
        try:
            play(Shop(recorder, queue, token), catalogue.ids())
        except RefusedError as refusal:
            found["refused"] = str(refusal)
    return found


def main():
    """Write the recordings of the Saleor on the import path to standard output."""
    inside.start()
    found = document(sys.argv[1:])
    json.dump(found, sys.stdout, indent=1, sort_keys=True)
    sys.stdout.write("\n")
    refused = {
        name: play for name, play in found["scenarios"].items() if "refused" in play
    }
    sys.exit(f"cut short by a refusal: {', '.join(refused)}" if refused else 0)


if __name__ == "__main__":
    main()

"""`python3 -m runner <command>`: enter the environment, then do what was asked."""

from __future__ import annotations

import os
import subprocess
import sys

from runner import environment


def main() -> int:
    """Return the exit code; replaces this process when it runs outside the environment."""
    try:
        python = environment.ensure()
    except environment.NoPython as problem:
        print(problem, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as problem:
        print(f"environment: {problem}", file=sys.stderr)
        return problem.returncode or 1
    environment.keep_bytecode()
    if not environment.inside(environment.venv_folder()):
        os.execv(python, [str(python), "-m", "runner", *sys.argv[1:]])
    # Only now: the commands may use what the environment holds, and newer Python.
    from runner import commands  # noqa: PLC0415

    return commands.run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())

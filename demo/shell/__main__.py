"""`python -m demo.shell HANDLE API_URL`: answer at an inherited listener until stopped."""

import sys

from demo.listeners import inherited

from .serving import shell


def main(handle: str, api_url: str) -> None:
    """Serve until a signal ends the process."""
    shell(inherited(handle), api_url).serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])

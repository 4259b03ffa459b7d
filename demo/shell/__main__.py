"""`python -m demo.shell PORT API_URL`: run until stopped."""

import sys

from .serving import shell


def main(port: str, api_url: str) -> None:
    """Serve until a signal ends the process."""
    shell(int(port), api_url).serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])

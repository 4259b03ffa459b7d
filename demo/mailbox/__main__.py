"""`python -m demo.mailbox FOLDER SMTP_PORT HTTP_PORT SHOP_URL`: run until stopped."""

import sys
from pathlib import Path

from .serving import reading_room, receiving


def main(folder: str, smtp_port: str, http_port: str, shop_url: str) -> None:
    """Serve both until a signal ends the process."""
    room = reading_room(Path(folder), int(http_port), shop_url)
    with receiving(Path(folder), int(smtp_port)):
        room.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])

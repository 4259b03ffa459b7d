"""`python -m demo.mailbox FOLDER SMTP_HANDLE HTTP_HANDLE SHOP_URL`: run until stopped.

The handles are those of inherited listeners.
"""

import sys
from pathlib import Path

from ..listeners import inherited
from .serving import reading_room, receiving


def main(folder: str, smtp: str, http: str, shop_url: str) -> None:
    """Serve both until a signal ends the process; whoever is shown the page can also write."""
    room = reading_room(Path(folder), inherited(http), shop_url)
    with receiving(Path(folder), inherited(smtp)):
        room.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])

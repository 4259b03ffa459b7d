"""The ports of the demo: the usual ones where they are free, else any."""

import socket
from dataclasses import dataclass, field

from runner.processes import ProcessDied

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Ports:
    """Where the shop, the mailbox page, the mail server and the shell listen, on this machine only."""

    web: int
    mailbox: int
    smtp: int
    shell: int
    held: tuple[socket.socket, ...] = field(default=(), repr=False)

    @property
    def shop_url(self) -> str:
        """Return the shop's address."""
        return f"http://{HOST}:{self.web}"

    @property
    def mailbox_url(self) -> str:
        """Return the mailbox page's address."""
        return f"http://{HOST}:{self.mailbox}"

    @property
    def shell_url(self) -> str:
        """Return the address of the page that plays the Dashboard."""
        return f"http://{HOST}:{self.shell}"

    @property
    def api_url(self) -> str:
        """Return the address of the shop's API."""
        return f"{self.shop_url}/graphql/"

    @property
    def storefront_url(self) -> str:
        """Return the storefront's address, where links of letters lead."""
        return f"{self.mailbox_url}/shop/"

    def let_go(self) -> None:
        """Leave the ports to those who are to listen there."""
        for each in self.held:
            each.close()


def choose_ports() -> Ports:
    """Return four ports, held against other programs until `let_go`.

    They are in the shop's settings before the shop is filled, which takes a while. Raises
    ProcessDied if there are none.
    """
    held = tuple(_listen(usual) for usual in (8000, 8025, 1025, 8080))
    web, mailbox, smtp, shell = (int(each.getsockname()[1]) for each in held)
    return Ports(web=web, mailbox=mailbox, smtp=smtp, shell=shell, held=held)


def _listen(usual: int) -> socket.socket:
    for wanted in (usual, 0):
        held = socket.socket()
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            held.bind((HOST, wanted))
            held.listen()
        except OSError:
            held.close()
            continue
        return held
    raise ProcessDied("There is no free port on this machine.")

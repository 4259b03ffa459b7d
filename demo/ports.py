"""The ports of the demo: the usual ones where they are free, else any."""

from dataclasses import dataclass

from .listeners import Port, listen


@dataclass(frozen=True)
class Ports:
    """Where shop, mailbox page, mail server and shell answer, on this machine only."""

    web: Port
    mailbox: Port
    smtp: Port
    shell: Port

    @property
    def shop_url(self) -> str:
        """Return the shop's address."""
        return self.web.url

    @property
    def mailbox_url(self) -> str:
        """Return the mailbox page's address."""
        return self.mailbox.url

    @property
    def shell_url(self) -> str:
        """Return the address of the page that plays the Dashboard."""
        return self.shell.url

    @property
    def api_url(self) -> str:
        """Return the address of the shop's API."""
        return f"{self.shop_url}/graphql/"

    @property
    def storefront_url(self) -> str:
        """Return the storefront's address, where links of letters lead."""
        return f"{self.mailbox_url}/shop/"

    def hand_over(self) -> None:
        """Leave the ports to the programs that have got them, and free what nobody has got."""
        for each in (self.web, self.mailbox, self.smtp, self.shell):
            each.close()


def choose_ports() -> Ports:
    """Return four ports, taken already. Raises ProcessDied if there are none.

    They are in the shop's settings before the shop is filled, which takes a while.
    """
    return Ports(
        web=listen(8000), mailbox=listen(8025), smtp=listen(1025), shell=listen(8080)
    )

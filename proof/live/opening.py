"""What has to be done in a shop before the first letter: by staff, and by each shopper."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from demo.api import Api
from demo.hurrying import FIRST_LETTER, POSTAL_ADDRESS, SENDER, SHOP_NAME, hurried
from demo.listeners import HOST
from demo.mailbox.letters import Letter, await_letters
from demo.mailbox.serving import STOREFRONT
from demo.serving import Running

from ..item import ProofFailed
from .people import CHANNEL, Actor, Crew, Shopper

# Saleor's own letters to customers, and whom they come from.
SHOP_MAIL = "mirumee.notifications.user_email"
SHOP_SENDER = "orders@records.example.com"
CONFIRM_SECONDS = 120.0


def open_up(crew: Crew, running: Running) -> None:
    """Let staff set both ways of e-mail up, go live, and switch the two follow-ups on."""
    staff, ports = crew.staff, running.ports
    server = {
        "host": HOST,
        "port": str(ports.smtp.number),
        "sender_address": SHOP_SENDER,
    }
    staff.do(
        "enablePlugin",
        id=SHOP_MAIL,
        channel=crew.catalog.ids["channel"],
        configuration=[{"name": name, "value": server[name]} for name in server],
    )
    settings = {"host": HOST, "port": ports.smtp.number, "use_tls": False}
    account = {"channel": "email", "name": "The mailbox", "settings": settings}
    staff.do("accountSave", input=account)
    staff.do(
        "sendingUpdate",
        input={
            "senderName": SHOP_NAME,
            "senderAddress": SENDER,
            "postalAddress": POSTAL_ADDRESS,
        },
    )
    storefront = f"{ports.mailbox_url}{STOREFRONT}"
    staff.do(
        "storefrontUpdate",
        input={"channelSlug": CHANNEL, "name": SHOP_NAME, "url": storefront},
    )
    live = staff.do("goLive")["settings"]
    if live != {"mode": "LIVE", "hold": None}:
        raise ProofFailed(f"after going live the shop says {live}")
    for code in FIRST_LETTER:
        _switch_on(staff, code)


def join(crew: Crew, running: Running, name: str, language: str) -> Shopper:
    """Register, confirm by the link in Saleor's own letter, sign in, and allow letters.

    `language` is a code of Saleor's enum, such as `ZH_HANS`.
    """
    address, password = f"{name.lower()}@example.com", crew.catalog.password
    url = running.ports.shop_url
    guest = Actor(Api(url))
    guest.do(
        "accountRegister",
        input={
            "email": address,
            "password": password,
            "firstName": name,
            "languageCode": language,
            "redirectUrl": f"{running.ports.mailbox_url}{STOREFRONT}/confirm",
            "channel": CHANNEL,
        },
    )
    guest.do("confirmAccount", email=address, token=_token_mailed(running, address))
    signed_in = Actor(Api(url).signed_in(address, password))
    signed_in.do("allowMarketing")
    return Shopper(
        api=signed_in.api,
        address=address,
        first_name=name,
        language=language,
        user_id=signed_in.read("me")["me"]["id"],
    )


def _switch_on(staff: Actor, code: str) -> None:
    installed = staff.do("followUpInstall", code=code, settings=FIRST_LETTER[code])
    journey = installed["journey"]
    definition = hurried(journey["currentVersion"]["definition"])
    staff.do("journeyUpdate", id=journey["id"], definition=definition)
    staff.do("journeyPublish", id=journey["id"])
    staff.do("journeyTurnOn", id=journey["id"])


def _token_mailed(running: Running, address: str) -> str:
    found = await_letters(
        running.letters,
        lambda letter: letter.to == address and SHOP_SENDER in letter.sender,
        1,
        seconds=CONFIRM_SECONDS,
        meanwhile=running.supervisor.check,
    )
    tokens = [token for letter in found for token in _tokens(letter)]
    if len(tokens) != 1:
        raise ProofFailed(f"{len(tokens)} links to confirm {address}, not 1")
    return tokens[0]


def _tokens(letter: Letter) -> list[str]:
    return [
        token
        for link in letter.links
        for token in parse_qs(urlsplit(link).query).get("token", [])
    ]

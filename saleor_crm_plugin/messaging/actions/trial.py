"""Send a template with example values to whoever tries it out: no message of ours, no tracking."""

import datetime
import enum
import logging
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.cache import cache

from ...core.sentences import Sentence
from ...saleor_adapter.db import WRITER
from ...saleor_adapter.private_hash import text_hash
from ...templates.liquid_engine import TemplateFault
from ...templates.models import TemplateVersion, VersionStatus
from ...templates.policies.languages import nearest
from ...templates.queries import contents_of, versions_of_templates
from ...templates.rendering import (
    Content,
    Rendered,
    TemplateKind,
    one_line,
    render_content,
)
from ...templates.shape import example
from ..channel import OutgoingMessage, Route
from ..errors import (
    NoEmailAccount,
    NotATestAddress,
    NothingLeaves,
    NotTaken,
    TooManyTrials,
    UnsendableTemplate,
)
from ..guard import here, hold_of
from ..outcomes import Accepted, Outcome, Unsure
from ..routes import Broken, routes
from ..settings_models import SendingMode
from ..terms import Account, Terms, read_terms

logger = logging.getLogger(__name__)

MARK = "[Test]"
MEDIUM = "email"
MOST = 20
PERIOD = datetime.timedelta(hours=1)
_TRIED = (VersionStatus.DRAFT, VersionStatus.PUBLISHED)


class TrialRecipient(enum.StrEnum):
    """Where a trial may go; no other address can even be asked for."""

    MYSELF = "myself"
    TEST_ADDRESS = "test_address"


@dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """What is tried out: the draft where there is one, else the published version.

    An empty `language` is the template's own. `channel_slug` says by which of the shop's channels'
    mail servers it leaves.
    """

    template_id: int
    language: str = ""
    variant: str = ""
    channel_slug: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Tried:
    """What has left."""

    version: int
    language: str
    subject: str


def send_trial(
    trial: Trial,
    recipient: TrialRecipient,
    *,
    own_address: str,
    author: str,
    now: datetime.datetime,
) -> Tried:
    """Send it once, marked as a test; writes nothing, and counts in nobody's caps.

    It passes the switch as every message does: nothing leaves while sending is stopped or from a
    copy, and in test mode nothing goes anywhere but to the test address. At most 20 an hour by
    one author. Must not be called inside a transaction. Raises NothingLeaves, NotATestAddress,
    NoEmailAccount, UnsendableTemplate, TooManyTrials, NotTaken.
    """
    terms = read_terms()
    address = _address(terms, recipient, own_address)
    account = terms.account(MEDIUM, trial.channel_slug)
    if account is None:
        raise NoEmailAccount
    version, content = _content(trial)
    rendered = _rendered(content)
    _count(author, now)
    outgoing = OutgoingMessage(
        id=0,
        public_id=str(uuid.uuid4()),
        profile_id=0,
        address=address,
        subject=one_line(f"{MARK} {rendered.subject}"),
        html=rendered.html,
        text=rendered.text,
        expires_at=now + PERIOD,
    )
    outcome = _handed_over(outgoing, account, _route(account, trial, terms))
    if not isinstance(outcome, Accepted):
        raise NotTaken(outcome.detail)
    return Tried(
        version=version.number, language=content.language, subject=outgoing.subject
    )


def _address(terms: Terms, recipient: TrialRecipient, own_address: str) -> str:
    held = hold_of(terms.settings, here())
    if held:
        raise NothingLeaves(held)
    test_address = terms.settings.test_address
    is_own = recipient is TrialRecipient.MYSELF
    address = own_address if is_own else test_address
    is_elsewhere = (
        terms.settings.mode == SendingMode.TEST
        and address.casefold() != test_address.casefold()
    )
    if not address or is_elsewhere:
        raise NotATestAddress
    return address


def _content(trial: Trial) -> tuple[TemplateVersion, Content]:
    rows = versions_of_templates([trial.template_id], using=WRITER)
    version = _tried(rows.get(trial.template_id, []))
    if version is None:
        raise UnsendableTemplate(Sentence("There is nothing to send."))
    if version.template.kind != TemplateKind.EMAIL:
        raise UnsendableTemplate(Sentence("Only an e-mail can be sent by e-mail."))
    default = version.template.default_language
    by_language = {
        content.language: content
        for content in contents_of(version.pk, using=WRITER)
        if content.variant == trial.variant
    }
    language = nearest(trial.language or default, by_language, default=default)
    if language is None:
        raise UnsendableTemplate(
            Sentence("It says nothing in this language and variant.")
        )
    return version, by_language[language]


def _tried(rows: Sequence[TemplateVersion]) -> TemplateVersion | None:
    by_status = {row.status: row for row in reversed(rows)}
    found = (by_status[status] for status in _TRIED if status in by_status)
    return next(found, None)


def _rendered(content: Content) -> Rendered:
    try:
        rendered = render_content(TemplateKind.EMAIL, content, example())
    except TemplateFault as error:
        raise UnsendableTemplate(error.fault.sentence) from error
    # The links as they are written: nobody is watched.
    return rendered.with_links(rendered.links)


def _count(author: str, now: datetime.datetime) -> None:
    """Count a trial by the hour; where it cannot be counted, none is sent."""
    window = int(now.timestamp() // PERIOD.total_seconds())
    key = f"crm:trials:{window}:{text_hash(author)}"
    try:
        cache.add(key, 0, timeout=int(PERIOD.total_seconds()))
        count = cache.incr(key)
    # Whatever the shop's cache raises: the library is its choice.
    except Exception as error:
        raise TooManyTrials(MOST) from error
    if count > MOST:
        raise TooManyTrials(MOST)


def _route(account: Account, trial: Trial, terms: Terms) -> Route:
    found = routes([(account, trial.channel_slug)], terms)
    route = found[account.id, trial.channel_slug]
    if isinstance(route, Broken):
        raise NoEmailAccount
    return route


def _handed_over(outgoing: OutgoingMessage, account: Account, route: Route) -> Outcome:
    try:
        with account.channel.open(route) as send:
            return send(outgoing)
    # Providers' libraries raise what they like; their words may hold the address.
    except Exception as error:
        logger.error("A trial by account %s: %s", account.id, type(error))
        return Unsure(type(error).__name__)

"""People who can be written to, different from each other as in a shop, and the choices of staff."""

import datetime
from collections.abc import Iterator, Sequence

from django.db import connection

from saleor_crm_plugin.experiments.actions import GLOBAL, set_holdout
from saleor_crm_plugin.messaging.actions.accounts import AccountInput, save_account
from saleor_crm_plugin.messaging.actions.choices import (
    SendingChoices,
    choose_sending,
    set_caps,
)
from saleor_crm_plugin.messaging.policies.caps import Cap
from saleor_crm_plugin.messaging.settings_models import ChannelAccount
from tests.fixtures.messages import CROWD, SENDER

AUTHOR = "bench"
# Noon here is the evening in Shanghai.
NOON = datetime.datetime(2026, 5, 4, 12, tzinfo=datetime.UTC)
QUIET = (datetime.time(20), datetime.time(8))
CAP = Cap(channel="", most=3, period=datetime.timedelta(days=7))
HELD_OUT_BASIS_POINTS = 500
PAGE = 1000
CHUNK = 50_000
# Of a hundred people six have said no, two are suppressed, ten live where it is night.
DIFFERENCES = (
    "UPDATE crm_consent_state SET status = 'withdrawn' WHERE profile_id % 100 < 6",
    """
    INSERT INTO crm_suppression
           (channel, address_hash, reason, since, author, ended_by, lift_reason)
    SELECT 'email', value_hash, 'hard_bounce', now(), '', '', ''
    FROM crm_identifier WHERE profile_id % 100 IN (6, 7)
    """,
    """
    INSERT INTO crm_person_details (profile_id, time_zone, source, changed_at)
    SELECT id, 'Asia/Shanghai', 'bench', now()
    FROM crm_profile WHERE id % 100 BETWEEN 10 AND 19
    """,
)
AUDIENCE = "SELECT id FROM crm_profile WHERE id > %s ORDER BY id LIMIT %s"


def choose(*, tokens: int) -> None:
    """Set all that staff can set about sending; the account's pace stands in nobody's way."""
    hours = SendingChoices(
        sender_address=SENDER, quiet_from=QUIET[0], quiet_until=QUIET[1]
    )
    choose_sending(hours, author=AUTHOR, now=NOON)
    set_caps([CAP], author=AUTHOR, now=NOON)
    set_holdout(GLOBAL, basis_points=HELD_OUT_BASIS_POINTS, author=AUTHOR, now=NOON)
    asked = AccountInput(channel="email", name="Bench")
    account = save_account(asked, author=AUTHOR, now=NOON)
    ChannelAccount.objects.filter(pk=account.pk).update(burst=tokens)


def make_readers(count: int, *, are_different: bool = True) -> None:
    """Make people with an e-mail who allow marketing; some of them, where wanted, no longer."""
    with connection.cursor() as cursor:
        for done in range(0, count, CHUNK):
            cursor.execute(CROWD, {"count": min(CHUNK, count - done), "at": NOON})
        for difference in DIFFERENCES if are_different else ():
            cursor.execute(difference)
        cursor.execute("VACUUM ANALYZE")


def audience(count: int) -> Iterator[Sequence[int]]:
    """Yield profiles as a campaign reads them: page by page, never all at once."""
    last = 0
    for done in range(0, count, PAGE):
        with connection.cursor() as cursor:
            cursor.execute(AUDIENCE, [last, min(PAGE, count - done)])
            people = [row[0] for row in cursor.fetchall()]
        yield people
        last = people[-1]

"""The page about asking for consent works as it stands."""

import re
from pathlib import Path

from saleor.permission.enums import PluginsPermissions

PAGE = Path(__file__).resolve().parents[3] / "docs" / "how-to" / "ask-for-consent.md"
BLOCK = re.compile(r"^```graphql\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_way_to_a_consent(member, customer_api, anonymous_api, staff_api):
    staff = staff_api(PluginsPermissions.MANAGE_PLUGINS)
    words, policy, shown, lists, answer, mine = BLOCK.findall(PAGE.read_text())

    wording = staff.done(words)["wording"]
    staff.done(policy)
    (listed,) = anonymous_api.ask(shown)["crmConsentWordings"]
    assert anonymous_api.ask(lists) == {"crmMessageLists": []}
    customer_api.done(answer.replace("WORDING_ID", listed["id"]))
    consents = customer_api.ask(mine)["me"]["crmPreferences"]["consents"]

    assert listed["id"] == wording["id"]
    assert [(one["purpose"], one["status"]) for one in consents] == [
        ("MARKETING", "PENDING"),
        ("PROFILING", "WITHDRAWN"),
    ]

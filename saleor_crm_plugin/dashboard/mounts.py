"""Every place in the Saleor Dashboard where a page of ours is mounted: the one list of them.

Labels are plain text in the shop's database, the same for all staff: the language is the
merchant's choice. A path is one of the routes of `dashboard_extension/src/features/`.
"""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LANGUAGES = ("en", "it", "zh-hans")

PEOPLE = "account.manage_users"
RULES = "discount.manage_discounts"
ORDERS = "order.manage_orders"
PLUGINS = "plugins.manage_plugins"
# All that our pages may ask the API for; a token has those of them that its staff hold.
PERMISSIONS = (PEOPLE, RULES, ORDERS, PLUGINS)


class Target(enum.StrEnum):
    """How the Dashboard shows a page, in the words of Saleor's table."""

    PAGE = "app_page"
    POPUP = "popup"
    WIDGET = "widget"


@dataclass(frozen=True, kw_only=True, slots=True)
class Mount:
    """One place: its name in Saleor's table, the page there, and who gets to see it.

    A token for a popup or a widget holds the mount's permissions and no more.
    """

    identifier: str
    place: str
    target: Target
    path: str
    labels: Mapping[str, str]
    permissions: tuple[str, ...]

    def label(self, language: str) -> str:
        """Return its name in a language; in English where it has none."""
        return self.labels.get(language, self.labels["en"])

    @property
    def options(self) -> dict[str, Any]:
        """Return how it is fetched: a widget with GET, or it is posted a token and told no more."""
        if self.target != Target.WIDGET:
            return {}
        return {"widgetTarget": {"method": "GET"}}


def _labels(english: str, italian: str, chinese: str) -> Mapping[str, str]:
    return {"en": english, "it": italian, "zh-hans": chinese}


def _menu(
    identifier: str, place: str, labels: Mapping[str, str], permission: str
) -> Mount:
    return Mount(
        identifier=identifier,
        place=f"navigation_{place}",
        target=Target.PAGE,
        path=f"/{identifier}",
        labels=labels,
        permissions=(permission,),
    )


MOUNTS: tuple[Mount, ...] = (
    _menu(
        "customers",
        "customers",
        _labels("CRM profiles", "Profili CRM", "CRM 客户档案"),
        PEOPLE,
    ),
    _menu(
        "duplicates", "customers", _labels("Duplicates", "Doppioni", "重复客户"), PEOPLE
    ),
    _menu("segments", "customers", _labels("Segments", "Segmenti", "客户分群"), RULES),
    _menu("imports", "customers", _labels("Imports", "Importazioni", "导入"), PEOPLE),
    _menu("privacy", "customers", _labels("Privacy", "Privacy", "隐私"), PEOPLE),
    _menu(
        "campaigns", "discounts", _labels("Campaigns", "Campagne", "营销活动"), RULES
    ),
    _menu("templates", "discounts", _labels("Templates", "Modelli", "消息模板"), RULES),
    _menu("journeys", "discounts", _labels("Journeys", "Percorsi", "客户旅程"), RULES),
    _menu("loyalty", "discounts", _labels("Loyalty", "Fedeltà", "忠诚度"), RULES),
    _menu(
        "analytics", "orders", _labels("CRM figures", "Cifre CRM", "CRM 数据"), PEOPLE
    ),
    _menu(
        "setup", "customers", _labels("CRM set-up", "CRM: avvio", "CRM 设置"), PLUGINS
    ),
    Mount(
        identifier="customer-widget",
        place="customer_details_widgets",
        target=Target.WIDGET,
        path="/widgets/customer",
        labels=_labels("CRM", "CRM", "CRM"),
        permissions=(PEOPLE,),
    ),
    Mount(
        identifier="customer-popup",
        place="customer_details_more_actions",
        target=Target.POPUP,
        path="/popup/customer",
        labels=_labels("CRM profile", "Profilo CRM", "CRM 客户档案"),
        permissions=(PEOPLE,),
    ),
)

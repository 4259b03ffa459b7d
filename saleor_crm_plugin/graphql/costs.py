"""What our fields cost in Saleor's reckoning: the rows that a query can make us read.

A connection counts its `first`, so that nested lists multiply. A program is one of few: lists of
programs and of a person's accounts count once.
"""

from typing import Any

ONCE: dict[str, Any] = {"complexity": 1}
BY_PAGE: dict[str, Any] = {"complexity": 1, "multipliers": ["first"]}
# Reads whole books.
HEAVY: dict[str, Any] = {"complexity": 1000}

COSTS: dict[str, dict[str, dict[str, Any]]] = {
    "CrmLoyalty": {
        "acceptedTerms": ONCE,
        "leftAt": ONCE,
        "pointsEndAt": ONCE,
        "balance": ONCE,
        "exclusions": ONCE,
        "explanation": BY_PAGE,
        "history": BY_PAGE,
        "isExcluded": ONCE,
        "nextExpiries": BY_PAGE,
        "owed": ONCE,
        "pending": ONCE,
        "reserved": ONCE,
        "tier": ONCE,
    },
    "CrmProfile": {
        "loyaltyAccounts": ONCE,
        "notes": BY_PAGE,
        "timeline": BY_PAGE,
    },
    "CrmProgram": {"ladder": ONCE, "problems": ONCE},
    "Order": {"loyaltyPoints": ONCE},
    "User": {"loyalty": ONCE, "loyaltyAccounts": ONCE},
    "Query": {
        "crmAuditLog": BY_PAGE,
        "crmBacklog": ONCE,
        "crmEarningRuleTypes": ONCE,
        "crmLedgerVerify": HEAVY,
        "crmMyFollowUps": BY_PAGE,
        "crmPointsAdjustmentRequests": BY_PAGE,
        "crmProfile": ONCE,
        "crmProfiles": BY_PAGE,
        "crmProgram": ONCE,
        "crmPrograms": ONCE,
        "crmStuckDeliveries": BY_PAGE,
    },
}

"""What our fields cost in Saleor's reckoning: the rows that a query can make us read.

A connection counts its `first`, so that nested lists multiply. A program is one of few: lists of
programs and of a person's accounts count once.
"""

from typing import Any

ONCE: dict[str, Any] = {"complexity": 1}
BY_PAGE: dict[str, Any] = {"complexity": 1, "multipliers": ["first"]}
# Reckons from all passages of a journey, and from their people's orders and messages.
FIGURES: dict[str, Any] = {"complexity": 100}
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
    "CrmMessage": {"attempts": ONCE, "decisions": ONCE},
    "CrmProfile": {
        "attributes": ONCE,
        "behavior": BY_PAGE,
        "consentHistory": BY_PAGE,
        "consents": ONCE,
        "details": ONCE,
        "exports": ONCE,
        "keywords": BY_PAGE,
        "loyaltyAccounts": ONCE,
        "messages": BY_PAGE,
        "notes": BY_PAGE,
        "productInterests": BY_PAGE,
        "suppressions": ONCE,
        "tags": ONCE,
        "timeline": BY_PAGE,
    },
    "CrmEnrollment": {"journey": ONCE, "steps": ONCE, "version": ONCE},
    "CrmJourney": {
        "currentVersion": ONCE,
        "draft": ONCE,
        "inFlight": ONCE,
        "kpis": FIGURES,
        "versions": ONCE,
    },
    "CrmProgram": {"ladder": ONCE, "problems": ONCE},
    "CrmTemplate": {"draft": ONCE, "published": ONCE, "versions": ONCE},
    "CrmTemplateVersion": {"contents": ONCE, "faults": ONCE},
    "CrmSendingSettings": {"caps": ONCE, "interests": ONCE, "storefronts": ONCE},
    "Order": {"loyaltyPoints": ONCE},
    "User": {
        "crmDetails": ONCE,
        "crmExports": ONCE,
        "crmPreferences": ONCE,
        "loyalty": ONCE,
        "loyaltyAccounts": ONCE,
    },
    "Query": {
        "crmAuditLog": BY_PAGE,
        "crmBacklog": ONCE,
        "crmBehaviorSettings": ONCE,
        "crmChannelAccounts": ONCE,
        "crmChannelPolicies": ONCE,
        "crmChannelTypes": ONCE,
        "crmConsentWordings": ONCE,
        "crmEarningRuleTypes": ONCE,
        "crmEnrollments": BY_PAGE,
        "crmJourney": ONCE,
        "crmJourneyKinds": ONCE,
        "crmJourneys": BY_PAGE,
        "crmLedgerVerify": HEAVY,
        "crmMessageLists": ONCE,
        "crmMessages": BY_PAGE,
        "crmMyFollowUps": BY_PAGE,
        "crmOnsiteMessages": ONCE,
        "crmPointsAdjustmentRequests": BY_PAGE,
        "crmProfile": ONCE,
        "crmProfiles": BY_PAGE,
        "crmProgram": ONCE,
        "crmPrivacySettings": ONCE,
        "crmPrograms": ONCE,
        "crmReadyMadeJourneys": ONCE,
        "crmReadyMadeTemplates": ONCE,
        "crmSenderChecks": HEAVY,
        "crmSendingBacklog": ONCE,
        "crmSendingSettings": ONCE,
        "crmRehearsal": ONCE,
        "crmStuckDeliveries": BY_PAGE,
        "crmStuckEnrollments": BY_PAGE,
        "crmSuppressions": BY_PAGE,
        "crmTemplate": ONCE,
        "crmTemplatePreview": ONCE,
        "crmTemplateVariables": ONCE,
        "crmTemplates": ONCE,
        "crmWebhookEndpoints": ONCE,
    },
}

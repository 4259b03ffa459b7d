"""What a dry run tells in the end: its numbers, what it would cost and give away, and warnings."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..core.sentences import Sentence, to_plain
from ..messaging.queries import prices
from ..saleor_adapter.voucher_worth import voucher_worth
from ..templates.lint import faults_of
from ..templates.policies.purposes import needs_way_out
from ..templates.queries import PublishedTemplate, versions
from .definition import FrozenDefinition
from .policies.exposure import Price, Worth, code_exposure, message_cost
from .policies.tally import ASKED, TOLD, total


def report_of(definition: FrozenDefinition, tally: Mapping[str, Any]) -> dict[str, Any]:
    """Return the finished report as plain JSON values; money as text.

    Codes are given to whoever is handed to messaging, and are worth something to whoever is told.
    A fixed number of queries.
    """
    return {
        **tally,
        "codes": _codes(definition, tally),
        "cost": _cost(tally),
        "warnings": list(_warnings(definition)),
    }


def _codes(
    definition: FrozenDefinition, tally: Mapping[str, Any]
) -> dict[str, Any] | None:
    offer = definition.content.code
    if offer is None:
        return None
    told = sum(total(tally, one) for one in TOLD)
    worths = [
        Worth(
            currency=one.currency,
            value=one.value,
            is_percentage=one.is_percentage,
            is_per_item=one.is_per_item,
        )
        for one in voucher_worth(offer.voucher)
    ]
    return {
        "given": sum(total(tally, one) for one in ASKED),
        "told": told,
        "worth": [
            {
                "currency": one.worth.currency,
                "value": str(one.worth.value),
                "is_percentage": one.worth.is_percentage,
                "is_per_item": one.worth.is_per_item,
                "most": None if one.most is None else str(one.most),
            }
            for one in code_exposure(told, worths)
        ],
    }


def _cost(tally: Mapping[str, Any]) -> list[dict[str, str]]:
    known = [
        Price(channel=one.channel, amount=one.amount, currency=one.currency)
        for one in prices()
    ]
    costs = message_cost(tally.get("channels", {}), known)
    return [
        {"currency": currency, "amount": str(amount)}
        for currency, amount in costs.items()
    ]


def _warnings(definition: FrozenDefinition) -> Iterator[dict[str, Any]]:
    found = versions(definition.template_versions.values())
    gives_code = definition.content.code is not None
    for arm in definition.content.variants:
        template = found[definition.template_versions[arm.template]]
        for message in _of_template(template, gives_code=gives_code):
            yield {
                "variant": arm.key,
                "template": arm.template,
                "message": message,
                "sentence": to_plain(message),
            }


def _of_template(
    template: PublishedTemplate, *, gives_code: bool
) -> Iterator[Sentence]:
    for fault in faults_of(
        template.kind,
        list(template.contents.values()),
        default_language=template.default_language,
        needs_way_out=needs_way_out(template.purpose),
    ):
        yield Sentence("{place}: {problem}", place=fault.part, problem=fault.message)
    names_code = template.names("code.value")
    if gives_code and not names_code:
        yield Sentence("It does not tell the code that its readers are given.")
    if names_code and not gives_code:
        yield Sentence("It tells a code, and its readers are given none.")

"""The table of who hears what refuses what could not work later."""

from dataclasses import dataclass
from typing import ClassVar

import pytest

from saleor_crm_plugin.core.facts import Fact
from saleor_crm_plugin.loyalty.actions import settle
from saleor_crm_plugin.outbox.handlers import (
    Subscriptions,
    UnknownHandler,
    handler_code,
    subscribed_temporarily,
    subscriptions,
)
from tests.fixtures.fact import LampBroken, LampLit


def listen(facts):
    """Hear nothing."""


def listen_too(facts):
    """Hear nothing either."""


def test_a_handlers_code_names_its_area_and_function():
    assert handler_code(settle.settle_orders) == "loyalty.settle_orders"


def test_handlers_and_types_are_found_by_their_codes():
    table = Subscriptions()

    table.subscribe({LampLit: [listen, listen_too], LampBroken: [listen]})

    assert table.codes_for(LampLit.code) == (
        handler_code(listen),
        handler_code(listen_too),
    )
    assert table.codes_for("nobody.knows") == ()
    assert table.handler_codes() == (handler_code(listen), handler_code(listen_too))
    assert table.handler(handler_code(listen)) is listen
    assert table.fact_type(LampBroken.code) is LampBroken


def test_unknown_codes_are_refused():
    table = Subscriptions()

    with pytest.raises(UnknownHandler):
        table.handler("no.handler")
    with pytest.raises(UnknownHandler):
        table.fact_type("no.fact")


def test_two_handlers_of_one_code_are_refused_and_the_table_stays():
    # given
    table = Subscriptions()
    table.subscribe({LampLit: [listen]})

    def twin(facts):
        """Pretend to be the other."""

    twin.__name__ = "listen"

    # when
    with pytest.raises(ValueError, match="two things"):
        table.subscribe({LampLit: [listen, twin]})

    # then
    assert table.handler(handler_code(listen)) is listen
    assert table.codes_for(LampLit.code) == (handler_code(listen),)


def test_two_facts_of_one_code_are_refused():
    @dataclass(frozen=True, kw_only=True, slots=True)
    class Impostor(Fact):
        code: ClassVar[str] = LampLit.code

    with pytest.raises(ValueError, match="two things"):
        Subscriptions().subscribe({LampLit: [], Impostor: []})


def test_a_fact_without_code_is_refused():
    with pytest.raises(ValueError, match="no code"):
        Subscriptions().subscribe({Fact: [listen]})


def test_a_temporary_table_gives_way_again():
    before = subscriptions()

    with subscribed_temporarily({LampLit: [listen]}):
        during = subscriptions()

    assert during is not before
    assert subscriptions() is before

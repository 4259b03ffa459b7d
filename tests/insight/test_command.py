"""`manage.py crm_rollups`: what it prints, and that it fails where the shop is ahead."""

from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from saleor_crm_plugin.insight.models import CustomerMoney, CustomerRollup
from tests.shop import rows

from .shopping import on, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(channel):
    made = rows.make_order(
        channel, user_email="guest@example.com", paid=True, created_at=on(2)
    )
    tell(made)
    return made


def test_a_rebuild_counts_people_and_changes(order, capsys):
    CustomerRollup.objects.all().delete()
    call_command("crm_rollups", "rebuild")
    assert capsys.readouterr().out == "1 people, 1 changed.\n"
    call_command("crm_rollups", "rebuild", "--anew")
    assert capsys.readouterr().out == "1 people, 0 changed.\n"
    assert CustomerRollup.objects.get().orders == 1


def test_a_proof_says_what_it_repaired(order, capsys):
    CustomerMoney.objects.all().delete()
    call_command("crm_rollups", "prove")
    assert capsys.readouterr().out == "1 people compared, 1 differed, 1 repaired.\n"
    assert CustomerMoney.objects.get().net == 10


def test_a_proof_fails_where_the_shop_is_ahead(order, capsys):
    rows.model("payment.TransactionItem").objects.update(charged_value=Decimal(4))
    with pytest.raises(CommandError, match="ahead of what was told about 1 people"):
        call_command("crm_rollups", "prove")
    assert capsys.readouterr().out == "1 people compared, 1 differed, 0 repaired.\n"

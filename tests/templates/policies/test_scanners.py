"""Clicks that no person made."""

import datetime

from saleor_crm_plugin.templates.policies.scanners import (
    Click,
    is_machine,
    scanner_clicks,
)

SENT = datetime.datetime(2030, 5, 4, 9, tzinfo=datetime.UTC)
BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"


def click(link: int, seconds: float, user_agent: str = BROWSER) -> Click:
    return Click(link, SENT + datetime.timedelta(seconds=seconds), user_agent)


def test_a_person_clicks_one_link_after_another():
    clicks = [click(1, 60), click(2, 64), click(1, 70), click(3, 90)]
    assert scanner_clicks(clicks, sent_at=SENT) == set()


def test_a_burst_marks_all_its_clicks_in_any_order():
    clicks = [click(3, 61.5), click(9, 600), click(1, 60), click(2, 60.5)]
    assert scanner_clicks(clicks, sent_at=SENT) == {0, 2, 3}


def test_the_same_link_thrice_is_an_impatient_person():
    assert (
        scanner_clicks([click(1, 60), click(1, 60.3), click(1, 60.9)], sent_at=SENT)
        == set()
    )


def test_nobody_reads_in_the_second_of_sending():
    assert scanner_clicks([click(1, 0.5)], sent_at=SENT) == {0}


def test_machines_say_so():
    assert is_machine("Mozilla/5.0 (compatible; SomeBot/1.0)")
    assert is_machine("")
    assert is_machine(BROWSER, method="HEAD")
    assert not is_machine(BROWSER)

"""Countries have the time zone that an independent list gives them, and none where it has several."""

import zoneinfo

import pytest
from babel.core import get_global

from saleor_crm_plugin.core.time_zones import ZONES, known_zones, zone_of_country

# The same clock under another name, or a part with few people: see the table's own comment.
NEARLY_ONE = {"CL", "CN", "CY", "DE", "EC", "ES", "MY", "NZ", "PT", "UA", "VN"}


@pytest.mark.parametrize("country", sorted(ZONES))
def test_the_zone_exists(country):
    assert zoneinfo.ZoneInfo(ZONES[country]).key == ZONES[country]


@pytest.mark.parametrize("country", sorted(ZONES))
def test_the_country_has_only_this_zone(country):
    aliases = get_global("zone_aliases")
    known = get_global("territory_zones").get(country, [])
    canonical = aliases.get(ZONES[country], ZONES[country])

    assert canonical in {aliases.get(zone, zone) for zone in known}
    assert len(known) == 1 or country in NEARLY_ONE


@pytest.mark.parametrize(
    "code", ["US", "AU", "BR", "CA", "RU", "MX", "ID", "XX", "", None]
)
def test_countries_of_several_zones_have_none(code):
    assert zone_of_country(code) == ""


def test_case_does_not_matter():
    assert zone_of_country("it") == "Europe/Rome"


def test_the_machine_is_asked_once_which_zones_there_are():
    assert "Europe/Rome" in known_zones()
    assert "Rome" not in known_zones()
    assert known_zones() is known_zones()

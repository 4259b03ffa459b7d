"""People for the tests of keeping segments current."""

import pytest

from saleor_crm_plugin.identity.models import Profile
from tests.fixtures.people_at_random import NOW


@pytest.fixture
def people(db):
    """Four people of whom nothing else is known, by id."""
    return [Profile.objects.create(kind="account", created_at=NOW).pk for _ in range(4)]

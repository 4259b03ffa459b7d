"""Fixtures of the shop itself."""

from typing import Any

import pytest

from . import rows


@pytest.fixture
def channel(db: None) -> Any:
    """Give an active channel that sells in US dollars."""
    return rows.make_channel()

"""Fixtures of the shop itself."""

import os
from typing import Any

import pytest

from . import rows
from .driver import ShopDriver


@pytest.fixture
def channel(db: None) -> Any:
    """Give an active channel that sells in US dollars."""
    return rows.make_channel()


@pytest.fixture
def shop(db: None) -> ShopDriver:
    """Give a driver of the shop that the run is on."""
    if os.environ.get("SALEOR_PATH"):
        from .saleor_driver import SaleorDriver

        return SaleorDriver()
    from .sandbox_driver import SandboxDriver

    return SandboxDriver()

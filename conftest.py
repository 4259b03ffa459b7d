"""Chooses the shop that the tests run on, and says at the end which one it was."""

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

# What is imported stays to the end of the run: it is not searched for garbage, now or later.
gc.disable()

ROOT = Path(__file__).resolve().parent
SANDBOX = ROOT / "sandbox"
REAL_SHOP = os.environ.get("SALEOR_PATH")

# pytest-django puts the folder of any manage.py that it finds on the path: the choice is ours.
sys.path[:] = [path for path in sys.path if path != str(SANDBOX)]
sys.path.insert(0, REAL_SHOP or str(SANDBOX))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
# The shop warns of a missing one before its test settings bring their own.
os.environ.setdefault(
    "SECRET_KEY", "of no use: the settings of the tests have their own"
)

import django  # noqa: E402

django.setup()

import django.test  # noqa: E402
import saleor  # noqa: E402
import saleor.graphql.api  # noqa: E402  # first: other ways into the real shop's API end in a circle of imports
from django.conf import settings  # noqa: E402
from saleor.tests.utils import prepare_test_db_connections  # noqa: E402

# Read by now. An xdist worker that inherited it would load the settings before the lines above.
del os.environ["DJANGO_SETTINGS_MODULE"]

# Both aliases in every test, and both the same session, as in Saleor's own suite.
_ALIASES = {
    settings.DATABASE_CONNECTION_DEFAULT_NAME,
    settings.DATABASE_CONNECTION_REPLICA_NAME,
}
django.test.TransactionTestCase.databases = _ALIASES
django.test.TestCase.databases = _ALIASES
prepare_test_db_connections()

# How long a draw takes tells how busy the machine is, nothing about the code.
hypothesis.settings.register_profile(
    "busy", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("busy")

# Tests of the sandbox import what the real shop has not.
collect_ignore = ["tests/sandbox"] if REAL_SHOP else []

# They import each other, before pytest would come to rewrite their assertions.
pytest.register_assert_rewrite("tests.fixtures", "tests.shop")
from tests.shop.emptying import Emptying, one_session_again  # noqa: E402

_empty = Emptying(django.test.TransactionTestCase._fixture_teardown)


def _fixture_teardown(case: django.test.TransactionTestCase) -> None:
    _empty(case)
    one_session_again(django.db.connections[settings.DATABASE_CONNECTION_REPLICA_NAME])


django.test.TransactionTestCase._fixture_teardown = _fixture_teardown

pytest_plugins = [
    "tests.house.measuring",
    "tests.shop.fixtures",
    *(
        f"tests.fixtures.{path.stem}"
        for path in sorted((ROOT / "tests" / "fixtures").glob("[a-z]*.py"))
    ),
]


gc.freeze()
gc.enable()


def pytest_collection_finish() -> None:
    """Spare the garbage collector the modules of the tests, too."""
    gc.freeze()


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Leave out the tests that are about the other shop."""
    unwanted = "sandbox_only" if REAL_SHOP else "real_shop_only"
    left_out = [item for item in items if item.get_closest_marker(unwanted)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.hookimpl(wrapper=True)
def pytest_unconfigure(config: pytest.Config) -> Iterator[None]:
    """Print the shop and its version as the very last line of the run."""
    yield
    if not hasattr(config, "workerinput"):
        kind = "saleor" if REAL_SHOP else "sandbox"
        sys.stdout.write(f"shop: {kind} {saleor.__version__}\n")

"""A whole process with a plugin that waits for the schema to be built."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.sandbox_only

SANDBOX = Path(__file__).resolve().parents[3] / "sandbox"
APPS = """
import importlib.machinery
import sys

from django.apps import AppConfig

TARGET = "saleor.graphql.core.federation.schema"


class TrialConfig(AppConfig):
    name = "trial"

    def ready(self):
        assert TARGET not in sys.modules
        assert "saleor.graphql.api" not in sys.modules
        sys.meta_path.insert(0, Finder())


class Finder:
    def find_spec(self, name, path=None, target=None):
        if name != TARGET:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        run = spec.loader.exec_module

        def run_and_wrap(module):
            run(module)
            wrap(module)

        spec.loader.exec_module = run_and_wrap
        return spec


def wrap(module):
    original = module.build_federated_schema

    def build_federated_schema(query, mutation, types, subscription, directives=None):
        from .schema import Additions
        from saleor.graphql.query_cost_map import COST_MAP

        COST_MAP.setdefault("Query", {})["trial"] = {"complexity": 3}
        query = type("Query", (Additions, query), {})
        return original(
            query,
            mutation=mutation,
            types=types,
            subscription=subscription,
            directives=directives,
        )

    module.build_federated_schema = build_federated_schema
"""
SCHEMA = """
import graphene
from saleor.graphql.core.fields import BaseField


class Additions(graphene.ObjectType):
    trial = BaseField(graphene.String, description="A trial.", doc_category="Trial")
"""
SETTINGS = """
from saleor.tests.settings import *

PLUGINS = []
INSTALLED_APPS = [name for name in INSTALLED_APPS if not name.startswith("saleor_")]
INSTALLED_APPS.append("trial")
"""


@pytest.mark.parametrize("version", ["3.21", "3.22", "3.23", "main"])
def test_plugin_adds_to_the_schema_when_the_shop_builds_it(
    tmp_path: Path, version: str
) -> None:
    trial = tmp_path / "trial"
    trial.mkdir()
    (trial / "__init__.py").touch()
    (trial / "apps.py").write_text(APPS)
    (trial / "schema.py").write_text(SCHEMA)
    (tmp_path / "trial_settings.py").write_text(SETTINGS)
    done = subprocess.run(
        [sys.executable, "-m", "django", "get_graphql_schema"],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "trial_settings",
            "PYTHONPATH": f"{tmp_path}:{SANDBOX}",
            "SANDBOX_SALEOR": version,
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert '"""A trial."""\n  trial: String @doc(category: "Trial")' in done.stdout

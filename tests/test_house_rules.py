"""Rules of the house that no tool checks for us."""

import ast
import json
import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.questioner import NonInteractiveMigrationQuestioner
from django.db.migrations.state import ProjectState

from runner import catalog

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "saleor_crm_plugin"
APP = "saleor_crm_plugin"
MOST_LINES = 400
GRAB_BAGS = re.compile(r"^(utils?|helpers?|common|services?|misc|base_.*)\.py$")
# Folders that are no areas: they gather, or Django asks for them.
NOT_AREAS = {"migrations", "management", "__pycache__"}
OLDEST_SALEOR = ROOT / "sandbox" / "contract" / "saleor-3.21.json"
POSTPONED = re.compile(r"\b(TODO|FIXME|XXX)\b")


def _files(*patterns: str) -> list[Path]:
    """Return the files of the project itself: what git knows or would add."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [
        path for line in listed.stdout.splitlines() if (path := ROOT / line).exists()
    ]


def _areas() -> list[Path]:
    return [
        folder
        for folder in sorted(PACKAGE.iterdir())
        if folder.is_dir() and folder.name not in NOT_AREAS
    ]


def _module_docstring(path: Path) -> str:
    return ast.get_docstring(ast.parse(path.read_text())) or ""


@pytest.mark.parametrize("area", _areas(), ids=lambda area: area.name)
def test_area_says_what_it_is_and_passes_nothing_on(area):
    # given
    tree = ast.parse((area / "__init__.py").read_text())

    # then
    assert ast.get_docstring(tree)
    assert [
        node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)
    ] == []


def test_every_module_of_the_package_has_a_docstring():
    # when
    silent = [
        path for path in _files("saleor_crm_plugin/*.py") if not _module_docstring(path)
    ]

    # then
    assert silent == []


def test_no_file_is_a_grab_bag():
    # when
    found = [path for path in _files("*.py") if GRAB_BAGS.match(path.name)]

    # then
    # The sandbox carries the names of the shop that it stands for.
    assert [path for path in found if ROOT / "sandbox" not in path.parents] == []


def test_no_file_is_too_long():
    # when
    lengths = {
        path: len(path.read_text().splitlines())
        for path in _files("*.py")
        # A migration is a list, written once and not read again.
        if path.parent.name != "migrations"
    }

    # then
    assert {
        path: length for path, length in lengths.items() if length > MOST_LINES
    } == {}


def test_nothing_is_left_for_later():
    # when
    found = [
        path
        for path in _files("*.py", "*.toml", "*.cfg", "Makefile")
        if path != Path(__file__) and POSTPONED.search(path.read_text())
    ]

    # then
    assert found == []


def test_migrations_depend_only_on_those_of_the_oldest_saleor():
    # given
    oldest = json.loads(OLDEST_SALEOR.read_text())["latest_migrations"]
    allowed = {(label, name) for label, names in oldest.items() for name in names}

    # when
    foreign = {
        dependency
        for migration in _our_migrations()
        for dependency in migration.dependencies
        if dependency[0] != APP
    }

    # then
    assert foreign - allowed == set()


def test_migrations_are_reversible():
    # when
    one_way = [
        (migration.name, operation.describe())
        for migration in _our_migrations()
        for operation in migration.operations
        if not operation.reversible
    ]

    # then
    assert one_way == []


def test_migrations_are_complete():
    # given
    loader = MigrationLoader(None)
    autodetector = MigrationAutodetector(
        loader.project_state(),
        ProjectState.from_apps(apps),
        NonInteractiveMigrationQuestioner(specified_apps={APP}, dry_run=True),
    )

    # when
    changes = autodetector.changes(graph=loader.graph, trim_to_apps={APP})

    # then
    assert [str(o) for m in changes.get(APP, []) for o in m.operations] == []


def test_catalog_in_the_documentation_is_current():
    # when
    page = catalog.render()

    # then
    assert catalog.PAGE.read_text() == page, "run `make docs` and commit the page"


def test_catalog_names_every_registered_code():
    # given
    page = catalog.PAGE.read_text()

    # then
    assert [code for code in catalog.codes() if f"| `{code}` |" not in page] == []


def test_ci_runs_the_same_targets_as_a_developer():
    # given
    script = (ROOT / ".ci" / "run").read_text()

    # then
    assert re.findall(r"^make .*$", script, re.MULTILINE) == ["make lint", "make test"]


def _our_migrations():
    loader = MigrationLoader(None)
    return [
        loader.disk_migrations[key]
        for key in sorted(loader.disk_migrations)
        if key[0] == APP
    ]

"""Each import contract is seen to fail on a planted violation."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = "saleor_crm_plugin"
# Saleor's own environment lacks our tools.
pytestmark = pytest.mark.sandbox_only
LINT_IMPORTS = Path(sys.executable).parent / "lint-imports"

SHELVES = "An area imports only areas below it"
ANATOMY = "Inside an area: tasks > actions > queries > models > policies > words"
DOORWAY = "Only saleor_adapter imports saleor"
PURITY = "Policies and core are pure"

# A small package in our shape, on which every contract holds.
SKELETON = {
    "__init__.py": "",
    "core/__init__.py": "",
    "saleor_adapter/__init__.py": "import saleor\n",
    "outbox/__init__.py": "",
    "outbox/actions.py": "from . import models, policies\nfrom .. import core, saleor_adapter\n",
    "outbox/models.py": "import django\n",
    "outbox/policies.py": "from .. import core\n",
    "ledger/__init__.py": "",
    "ledger/actions.py": "from ..outbox import actions\n",
    "behavior/__init__.py": "",
}

PLANTED = {
    "an area uses one above it": (
        SHELVES,
        "outbox/models.py",
        "from .. import ledger\n",
    ),
    "neighbors on one shelf": (
        SHELVES,
        "ledger/actions.py",
        "from .. import behavior\n",
    ),
    "an area without a shelf": (SHELVES, "warehouse/__init__.py", ""),
    "models use actions": (ANATOMY, "outbox/models.py", "from . import actions\n"),
    "policies use models": (ANATOMY, "outbox/policies.py", "from . import models\n"),
    "an area imports saleor": (DOORWAY, "outbox/models.py", "import saleor\n"),
    "core imports django": (PURITY, "core/__init__.py", "import django\n"),
    "policies import celery": (PURITY, "outbox/policies.py", "import celery\n"),
}


@pytest.fixture
def house(tmp_path):
    """Return a folder with the skeleton and our own configuration."""
    for path, text in SKELETON.items():
        _write(tmp_path / PACKAGE / path, text)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_skeleton_keeps_every_contract(house):
    # when
    code, output = _lint_imports(house)

    # then
    assert code == 0, output
    assert "4 kept, 0 broken" in output


@pytest.mark.parametrize(
    ("contract", "path", "text"),
    PLANTED.values(),
    ids=[name.replace(" ", "-") for name in PLANTED],
)
def test_planted_violation_breaks_its_contract(contract, path, text, house):
    # given
    _write(house / PACKAGE / path, text)

    # when
    code, output = _lint_imports(house)

    # then
    assert code == 1, output
    assert contract in _broken(output), output


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def _lint_imports(folder: Path) -> tuple[int, str]:
    answer = subprocess.run(
        [LINT_IMPORTS, "--no-cache", "--no-logo"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": "", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    return answer.returncode, answer.stdout + answer.stderr


def _broken(output: str) -> list[str]:
    return [
        line.removesuffix("BROKEN").strip()
        for line in output.splitlines()
        if line.endswith("BROKEN")
    ]

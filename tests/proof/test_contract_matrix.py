"""What the older contracts leave out could not tell them apart."""

import subprocess
import sys

from proof.item import ROOT
from proof.items.contract_matrix import WITHOUT_A_SHOP

LOAD = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
from proof import harness
harness.load()
print([name for name in sys.modules if name.partition(".")[0] == "saleor"])
"""


def test_folders_left_out_load_no_shop():
    # given
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for folder in WITHOUT_A_SHOP
        for path in sorted((ROOT / folder).rglob("*.py"))
    ]
    assert len(modules) > len(WITHOUT_A_SHOP)

    # when
    answer = subprocess.run(
        [sys.executable, "-c", LOAD, *modules],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    # then
    assert answer.stdout.strip() == "[]"

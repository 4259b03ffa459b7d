"""Built files are found by their names, and nothing else of the machine ever is."""

import gzip
import os

import pytest

from saleor_crm_plugin.dashboard.built import (
    INDEX,
    are_built,
    built_file,
    is_name_of_file,
)

SCRIPT = b"export const answer = 42;\n" * 100


@pytest.fixture
def files(tmp_path):
    """A folder as the build leaves it, beside things that are nobody's business."""
    folder = tmp_path / "files"
    (folder / "assets").mkdir(parents=True)
    (folder / INDEX).write_text("<!doctype html>")
    (folder / "assets" / "main-a1b2.js").write_bytes(SCRIPT)
    (folder / "assets" / "notes.py").write_text("secret")
    (tmp_path / "secret.json").write_text("{}")
    (folder / "link.json").symlink_to(tmp_path / "secret.json")
    return folder


def test_a_file_comes_whole_and_pressed_with_a_tag_of_its_content(files):
    found = built_file("assets/main-a1b2.js", files)

    assert found.content == SCRIPT
    assert gzip.decompress(found.pressed) == SCRIPT
    assert found.content_type == "text/javascript; charset=utf-8"
    assert found.is_immutable
    assert not built_file(INDEX, files).is_immutable
    # too small to be worth it
    assert built_file(INDEX, files).pressed is None


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "assets",
        "assets/",
        "../secret.json",
        "assets/../../secret.json",
        "assets/../index.html",
        "/index.html",
        "./index.html",
        "link.json",
        "assets/notes.py",
        "assets\\main-a1b2.js",
        "assets/main-a1b2.js/",
        "ASSETS/main-a1b2.js",
    ],
)
def test_no_other_name_leads_anywhere(files, name):
    assert built_file(name, files) is None


def test_a_new_build_is_seen_without_a_restart(files):
    assert built_file("assets/later-c3d4.js", files) is None

    (files / "assets" / "later-c3d4.js").write_bytes(SCRIPT)
    os.utime(files / INDEX, ns=(1, 1))

    assert built_file("assets/later-c3d4.js", files).content == SCRIPT


def test_without_a_build_there_is_nothing(tmp_path):
    assert not are_built(tmp_path)
    assert built_file(INDEX, tmp_path) is None


@pytest.mark.parametrize(
    ("path", "is_file"),
    [
        ("", False),
        ("segments/42", False),
        ("customers/Q3JtUHJvZmlsZTox=", False),
        ("customers/anna.rossi", False),
        ("assets/anything", True),
        ("favicon.ico", True),
        ("main.js", True),
    ],
)
def test_a_path_asks_for_a_file_or_is_a_pages(path, is_file):
    assert is_name_of_file(path) is is_file

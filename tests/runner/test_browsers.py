"""Where no browser can be had the tests say so; where one is, they know where all answers."""

import pytest

from runner import browsers, chromium, pages

pytestmark = pytest.mark.sandbox_only

STAGE = browsers.Stage(
    api_url="http://127.0.0.1:1/graphql/",
    shell_url="http://127.0.0.1:2",
    storefront_url="http://127.0.0.1:3/shop/",
    email="sam@example.com",
    password="secret",
    colleague="cleo@example.com",
    regular="rita@example.com",
)


@pytest.fixture
def bare(monkeypatch):
    """Pretend a machine without a browser, whose user may not install one."""
    monkeypatch.delenv("CRM_CHROMIUM", raising=False)
    monkeypatch.setattr(chromium.shutil, "which", lambda _: None)


def program(folder, name):
    """Make a program of that name."""
    made = folder / name
    made.write_text("#!/bin/sh\n")
    made.chmod(0o755)
    return made


def test_the_machines_browser_is_found(monkeypatch, tmp_path):
    monkeypatch.delenv("CRM_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    found = program(tmp_path, "google-chrome")
    assert chromium.ensure() == found


def test_a_named_browser_comes_first(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    program(tmp_path, "chromium")
    named = program(tmp_path, "mine")
    monkeypatch.setenv("CRM_CHROMIUM", str(named))
    assert chromium.ensure() == named


def test_without_a_browser_it_is_said_what_to_install(bare):
    with pytest.raises(chromium.NoChromium, match="apt install chromium"):
        chromium.ensure()


def test_root_installs_what_is_missing(monkeypatch, tmp_path):
    # given
    monkeypatch.delenv("CRM_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(chromium.os, "geteuid", lambda: 0)
    apt = program(tmp_path, "apt-get")
    browser = tmp_path / "chromium"
    asked = tmp_path / "asked"
    apt.write_text(
        f'#!/bin/sh\necho "$1" >> {asked}\n'
        f'[ "$1" = install ] && printf "#!/bin/sh\\n" > {browser} && /bin/chmod 755 {browser}\n'
        "exit 0\n"
    )

    # then
    assert chromium.ensure() == browser
    assert asked.read_text().split() == ["update", "install"]


def test_nothing_is_installed_in_place_of_a_named_browser(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CRM_CHROMIUM", str(tmp_path / "gone"))
    monkeypatch.setattr(chromium.os, "geteuid", lambda: 0)
    program(tmp_path, "apt-get").write_text("#!/bin/sh\nexit 1\n")
    with pytest.raises(chromium.NoChromium):
        chromium.ensure()


def test_without_a_font_chinese_is_left_out(monkeypatch):
    monkeypatch.setattr(chromium, "shows_chinese", lambda: False)
    assert browsers.looks() == ["english-light", "italian-dark"]
    monkeypatch.setattr(chromium, "shows_chinese", lambda: True)
    assert browsers.looks() == ["english-light", "italian-dark", "chinese-light"]


def test_each_look_is_a_project_of_playwrights(monkeypatch):
    line = browsers.command(["--grep=@smoke"], ["english-light", "italian-dark"])
    assert line[1:] == [
        "test",
        "--project=english-light",
        "--project=italian-dark",
        "--grep=@smoke",
    ]


def test_a_stage_is_made_again_from_plain_values():
    assert browsers.Stage(**STAGE.as_json()) == STAGE
    assert STAGE.variables()["CRM_SHELL_URL"] == "http://127.0.0.1:2"
    assert STAGE.variables()["CRM_STOREFRONT_URL"] == "http://127.0.0.1:3/shop/"


def test_without_node_the_browsers_are_left_out(monkeypatch):
    def without_node():
        raise pages.LeftOut("Node 20 was not found")

    monkeypatch.setattr(pages, "build", without_node)
    with pytest.raises(browsers.LeftOut, match="Node 20"):
        browsers.needed()

"""An environment over Saleor's is laid once, and anew when what is to be in it has changed."""

import subprocess

import pytest

from runner import environment, saleor_environment


@pytest.fixture
def laid(monkeypatch, tmp_path):
    """Declare a project beside a pretended Saleor; return which interpreters were laid over."""
    checkout = tmp_path / "checkout" / "saleor"
    checkout.mkdir(parents=True)
    (checkout / "__init__.py").touch()
    (tmp_path / "setup.cfg").write_text("[options]\n")
    monkeypatch.setenv("SALEOR_PATH", str(checkout.parent))
    monkeypatch.setenv("SALEOR_PYTHON", "/saleor/python")
    monkeypatch.setattr(saleor_environment, "ROOT", tmp_path)
    monkeypatch.setattr(saleor_environment, "_ask", lambda *_: "3.23.1")
    over = []

    def lay_over(venv, python):
        venv.mkdir(parents=True, exist_ok=True)
        over.append(python)

    monkeypatch.setattr(saleor_environment, "_lay_over", lay_over)
    return over


def test_it_is_laid_once(laid, tmp_path):
    # when
    first, second = saleor_environment.prepare(), saleor_environment.prepare()

    # then
    assert laid == ["/saleor/python"]
    assert first == second
    assert first.python == environment.venv_python(tmp_path / "build" / "saleor-3.23.1")


def test_other_declarations_are_installed(laid, tmp_path):
    # given
    saleor_environment.prepare()

    # when
    (tmp_path / "setup.cfg").write_text("[options]\ninstall_requires =\n    scipy\n")
    saleor_environment.prepare()

    # then
    assert len(laid) == 2


def test_other_tools_are_installed(laid, monkeypatch):
    # given
    saleor_environment.prepare()

    # when
    tools = (*saleor_environment.OWN_TEST_TOOLS, "another")
    monkeypatch.setattr(saleor_environment, "OWN_TEST_TOOLS", tools)
    saleor_environment.prepare()

    # then
    assert len(laid) == 2


def test_another_interpreter_gets_an_environment_of_its_own(laid, monkeypatch):
    # given
    saleor_environment.prepare()

    # when
    monkeypatch.setenv("SALEOR_PYTHON", "/other/python")
    saleor_environment.prepare()

    # then
    assert laid == ["/saleor/python", "/other/python"]


def test_what_failed_halfway_is_laid_again(laid, monkeypatch):
    # given
    def fail(*_):
        raise subprocess.CalledProcessError(1, "pip")

    # when
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(saleor_environment, "_lay_over", fail)
        with pytest.raises(subprocess.CalledProcessError):
            saleor_environment.prepare()
    saleor_environment.prepare()

    # then
    assert laid == ["/saleor/python"]

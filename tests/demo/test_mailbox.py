"""The demo's mailbox keeps what comes by SMTP, and shows it where it can do no harm."""

import smtplib
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import pytest

from demo.listeners import listen
from demo.mailbox import letters, pages
from demo.mailbox.serving import reading_room, receiving

HOSTILE = (
    '<html><head></head><body><script>top.location="//evil"</script>"</body></html>'
)


@dataclass(frozen=True)
class Mailbox:
    """A running mailbox."""

    folder: Path
    smtp: int
    url: str

    def send(self, subject: str, *, to: str = "ada@example.com") -> None:
        """Send a letter in both forms by SMTP."""
        message = EmailMessage()
        message["From"], message["To"] = "shop@example.com", to
        message["Subject"] = subject
        message.set_content("Ciao Ada")
        message.add_alternative(HOSTILE, subtype="html")
        with smtplib.SMTP("127.0.0.1", self.smtp) as server:
            server.send_message(message)

    def get(self, path: str) -> tuple[str, str]:
        """Return a page and its content policy."""
        with urllib.request.urlopen(self.url + path, timeout=60) as answer:
            return answer.read().decode(), answer.headers["Content-Security-Policy"]


@pytest.fixture
def mailbox(tmp_path: Path) -> Iterator[Mailbox]:
    """Run a mailbox on free ports."""
    smtp, http = listen(), listen()
    room = reading_room(tmp_path, http.listener, "http://shop.example")
    threading.Thread(target=room.serve_forever, daemon=True).start()
    with receiving(tmp_path, smtp.listener):
        yield Mailbox(tmp_path, smtp.number, http.url)
    room.shutdown()
    room.server_close()


def test_a_letter_is_kept_as_it_came(mailbox):
    mailbox.send("È ancora tutto lì: 购物车")

    [letter] = letters.newest(mailbox.folder)
    assert letter.subject == "È ancora tutto lì: 购物车"
    assert (letter.sender, letter.to) == ("shop@example.com", "ada@example.com")
    assert letter.text == "Ciao Ada\n"
    assert letter.html == f"{HOSTILE}\n"
    assert letters.find(mailbox.folder, letter.name) == letter


def test_the_newest_letter_is_the_first(mailbox):
    for subject in ("one", "two", "three"):
        mailbox.send(subject)

    shown = letters.newest(mailbox.folder)
    assert [letter.subject for letter in shown] == ["three", "two", "one"]


def test_the_list_escapes_what_strangers_wrote(mailbox):
    mailbox.send("<b>Bold</b>")

    page, policy = mailbox.get("/")
    assert "&lt;b&gt;Bold&lt;/b&gt;" in page
    assert "<b>" not in page
    assert policy == pages.POLICY


def test_a_letter_is_shown_in_a_frame_without_scripts(mailbox):
    mailbox.send("Hello")
    [letter] = letters.newest(mailbox.folder)

    page, policy = mailbox.get(f"/letters/{letter.name}")
    assert "<script" not in page
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in page
    assert "&lt;base target=&quot;_blank&quot;&gt;" in page
    assert policy.startswith("default-src 'none'; ")
    assert "script-src" not in policy


@pytest.mark.parametrize("path", ["/letters/../../etc/passwd", "/letters/1", "/other"])
def test_there_are_no_other_files(mailbox, path):
    with pytest.raises(urllib.error.HTTPError, match="404"):
        mailbox.get(path)


def test_links_of_letters_end_in_the_storefront(mailbox):
    page, policy = mailbox.get("/shop/checkout/1<b>?x=1")
    assert "<crm-loyalty>" in page
    assert "1<b>" not in page
    assert "connect-src 'self' http://shop.example;" in policy
    assert "unsafe" not in policy


def test_links_are_read_from_the_letter(tmp_path):
    message = EmailMessage()
    message.set_content('<a href="https://a.example/?b=1&amp;c=2">go</a>', "html")
    letters.keep(tmp_path, message.as_bytes())

    [letter] = letters.newest(tmp_path)
    assert letter.links == ["https://a.example/?b=1&c=2"]

"""The demo follows links as a browser does, and knows those that the shop has signed."""

from demo.browsing import tampered, tracked_links
from demo.mailbox.letters import Letter


def test_only_counted_links_are_followed_and_each_once():
    html = (
        '<a href="http://shop/plugins/saleor.crm/l/abc">'
        '<a href="http://shop/plugins/saleor.crm/l/abc">'
        '<a href="http://shop/plugins/saleor.crm/unsubscribe/abc">'
    )
    letter = Letter("1-1", "shop", "ada", "Hello", "", html)
    assert tracked_links(letter) == ["http://shop/plugins/saleor.crm/l/abc"]


def test_a_tampered_link_differs_in_its_signature_only():
    assert tampered("http://shop/l/abc") == "http://shop/l/abA"
    assert tampered("http://shop/l/abA") == "http://shop/l/abB"

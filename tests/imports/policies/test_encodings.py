"""Chinese or Western: told by how high bytes stand together, and left open where that is unclear."""

import pytest

from saleor_crm_plugin.imports.policies.encodings import chinese_or_western


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("\u738b\u5c0f\u660e,\u5e7f\u5dde".encode("gb18030"), "gb18030"),
        ("Jos\u00e9,Ren\u00e9e".encode("cp1252"), "cp1252"),
        (b"plain,text", None),
    ],
)
def test_the_encoding_of_bytes_that_are_no_utf(content, encoding):
    assert chinese_or_western(content) == encoding

"""The code that goes with a handle."""

import uuid

from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.identity.codes import DIGITS, code_of, is_right

HANDLES = st.uuids(version=4).map(str)


@given(handle=HANDLES, email_hash=st.text(max_size=64), key=st.binary(min_size=1))
def test_code_has_six_digits_and_is_right_as_people_type_it(handle, email_hash, key):
    code = code_of(key, handle, email_hash)

    assert len(code) == DIGITS
    assert code.isdecimal()
    assert is_right(code, code)
    assert is_right(code, f" {code[:3]}-{code[3:]} ")
    assert not is_right(code, code[:-1])
    assert not is_right(code, "")


@given(given=st.text(max_size=20))
def test_other_texts_are_wrong(given):
    assert is_right("012345", given) == (
        given.translate(dict.fromkeys(map(ord, " -\u00a0\t"))) == "012345"
    )


def test_codes_depend_on_key_handle_and_address():
    handles = [str(uuid.UUID(int=number)) for number in range(200)]

    codes = {code_of(b"key", handle, "a") for handle in handles}

    assert len(codes) > 195
    assert codes.isdisjoint({code_of(b"other", handle, "a") for handle in handles[:3]})
    assert codes.isdisjoint({code_of(b"key", handle, "b") for handle in handles[:3]})

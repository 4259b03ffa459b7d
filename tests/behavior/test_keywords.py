"""Which words a text is about, in any script."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.behavior.policies.keywords import (
    LONGEST_TEXT,
    LONGEST_WORD,
    MOST_WORDS,
    keywords,
)
from saleor_crm_plugin.behavior.policies.stop_words import STOP_WORDS


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("red shoes for women", ["red", "shoes", "women"]),
        ("Scarpe rosse da donna, taglia 38", ["scarpe", "rosse", "donna", "taglia"]),
        ("l'orologio d\u2019oro perché", ["orologio", "oro"]),
        ("CAFFÈ Crème", ["caffe", "creme"]),
        ("红色高跟鞋和黑色手提包", ["红色", "高跟鞋", "黑色", "手提包"]),
        ("我想买一双运动鞋", ["运动", "鞋"]),
        ("羊绒大衣", ["羊绒", "大衣"]),
        ("赤いハイヒールと黒いバッグ", ["赤い", "ハイヒール", "黒い", "バッグ"]),
        ("iPhone 15 Pro手机壳 👟❤️", ["iphone", "pro", "手机", "壳"]),
        ("ﾊｲﾋｰﾙ Ｎｉｋｅ", ["ハイヒール", "nike"]),
        ("йогурт", ["йогурт"]),
        ("", []),
        ("👟 15 !!! — a", []),
        ("shoes Shoes SHOES", ["shoes"]),
        # as shoppers type: Chinese of both kinds, Japanese, Thai, Korean, Arabic, Hebrew
        ("有没有真丝围巾", ["真丝", "围巾"]),
        ("防水登山鞋男款", ["防水", "登山鞋", "男款"]),
        ("請問有紅色高跟鞋嗎", ["紅色", "高跟鞋"]),
        ("黒い革のバッグを探しています", ["黒い", "革", "バッグ"]),
        ("赤ワインに合うチーズ", ["赤ワイン", "合う", "チーズ"]),
        ("รองเท้าส้นสูงสีแดง", ["รองเท้า", "ส้น", "สูง", "สี", "แดง"]),
        ("อยากซื้อกระเป๋าหนังสีดำ", ["กระเป๋า", "หนัง", "สี", "ดำ"]),
        ("빨간 하이힐 구두", ["빨간", "하이힐", "구두"]),
        ("حذاء رياضي أحمر", ["حذاء", "رياضي", "أحمر"]),
        ("נעליים אדומות", ["נעליים", "אדומות"]),
        ("Nike运动鞋 for men", ["nike", "运动", "鞋", "men"]),
        # what cannot be seen
        ("s\u200bh\u200bo\u200be\u200bs", ["shoes"]),
        ("shoe\u00adhorn \u202eseohs\u202c \ufeffred", ["shoehorn", "seohs", "red"]),
        ("red\x00shoes \ud800lamp", ["red", "shoes", "lamp"]),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467" * 50, []),
    ],
)
def test_words_that_say_what_a_text_is_about(text, words):
    assert keywords(text) == words


def test_three_ideographs_that_no_dictionary_knows_are_taken_two_at_a_time():
    assert keywords("龘靐齉") == ["龘靐", "靐齉"]


def test_a_long_text_is_not_read_to_its_end():
    text = " ".join(f"word{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(600))

    found = keywords(text)

    assert found[0] == "wordaa"
    assert len(found) == MOST_WORDS


def test_a_word_without_an_end_is_cut():
    assert keywords("x" * 5000) == ["x" * LONGEST_WORD]


@pytest.mark.parametrize(
    "text",
    [
        "a" * 10_000_000,
        "word " * 2_000_000,
        "a" + "\u0301" * 5_000_000,
        "\ufdfa" * 1_000_000,
        "\U0001f468\u200d" * 2_000_000,
    ],
    ids=["word", "words", "marks", "unfolding", "emoji"],
)
def test_ten_megabytes_cost_what_the_first_signs_do(text):
    read = []

    class Counting(str):
        def __getitem__(self, place):
            read.append(place)
            return super().__getitem__(place)

    assert len(keywords(Counting(text))) <= MOST_WORDS
    assert read == [slice(None, LONGEST_TEXT, None)]


@given(st.text(max_size=300))
def test_whatever_is_typed_gives_few_short_words_that_can_be_read_again(text):
    found = keywords(text)

    assert len(found) == len(set(found)) <= MOST_WORDS
    assert not STOP_WORDS.intersection(found)
    assert all(0 < len(word) <= LONGEST_WORD for word in found)
    assert all("\x00" not in word for word in found)
    assert all(any(unicodedata.category(sign)[0] == "L" for sign in w) for w in found)

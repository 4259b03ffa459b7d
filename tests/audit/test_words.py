"""Staff read the names of settings in words: whatever is recorded has some, on the page of the log."""

import json
import re

from .recorded import CODE, PACKAGE, all_recorded

PAGE = PACKAGE.parent / "dashboard_extension" / "src" / "features" / "audit"
WORDS = json.loads((PAGE / "messages" / "en.json").read_text())


def test_whatever_is_recorded_has_words():
    # when
    wordless = {
        (recorded.place, subject, name)
        for recorded in all_recorded()
        for subject in recorded.subjects
        for name in recorded.names - {CODE}
        if f"audit.name.{name}" not in WORDS
        and f"audit.name.{subject}.{name}" not in WORDS
    }

    # then
    assert wordless == set()


def test_whatever_has_words_is_recorded():
    # given
    recorded = all_recorded()
    names = {f"audit.name.{name}" for one in recorded for name in one.names}
    names |= {
        f"audit.name.{subject}.{name}"
        for one in recorded
        for subject in one.subjects
        for name in one.names
    }

    # then
    assert {key for key in WORDS if key.startswith("audit.name.")} - names == set()


def test_every_subject_has_words():
    # when
    subjects = {subject for one in all_recorded() for subject in one.subjects}

    # then
    assert {one for one in subjects if f"audit.subject.{one}" not in WORDS} == set()


def test_codes_of_the_shop_are_not_taken_for_ours():
    # given
    page = (PAGE / "name.tsx").read_text()
    found = re.search(r"NAMED_BY_CODES = new Set\(\[([^]]*)\]\)", page)

    # when
    subjects = {
        subject
        for recorded in all_recorded()
        if CODE in recorded.names
        for subject in recorded.subjects
    }

    # then
    assert found
    assert set(re.findall(r'"(\w+)"', found[1])) == subjects

"""Which of the languages that a text exists in is nearest to the one that somebody reads."""

from collections.abc import Collection

from ...core.languages import fall_backs, normalized_language

# Chinese without a script means the one that most readers of that place write.
_TRADITIONAL = frozenset({"tw", "hk", "mo"})


def fallbacks(language: str, *, default: str) -> list[str]:
    """Return the tags to try, nearest first: the tag, its shorter forms, then the default's.

    "zh-hant-hk" gives zh-hant-hk, zh-hant, zh; "zh-hk" also tries zh-hant before zh.
    """
    chain = [*_forms(language), *_forms(default)]
    return list(dict.fromkeys(chain))


def nearest(language: str, available: Collection[str], *, default: str) -> str | None:
    """Return the available tag that fits best; None if neither it nor the default is there.

    Only a real fall-back counts: another region of the same language does ("pt-pt" for "pt-br"),
    another language never.
    """
    by_form = {normalized_language(tag): tag for tag in sorted(available)}
    for tag in fallbacks(language, default=default):
        if tag in by_form:
            return by_form[tag]
        if sibling := _sibling(tag, by_form):
            return by_form[sibling]
    return None


def _forms(language: str) -> list[str]:
    forms = fall_backs(language)
    parts = forms[0].split("-") if forms else []
    is_plain_chinese = parts[:1] == ["zh"] and "hant" not in parts
    if is_plain_chinese and _TRADITIONAL & set(parts[1:]):
        forms.insert(-1, "zh-hant")
    return forms


def _sibling(tag: str, available: Collection[str]) -> str | None:
    """Return another form of a bare language: "pt" is served by "pt-pt"."""
    if "-" in tag:
        return None
    return next((form for form in available if form.split("-")[0] == tag), None)

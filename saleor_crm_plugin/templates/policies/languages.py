"""Which of the languages that a text exists in is nearest to the one that somebody reads."""

from collections.abc import Collection

# Chinese without a script means the one that most readers of that place write.
_TRADITIONAL = frozenset({"tw", "hk", "mo"})


def normalized(language: str) -> str:
    """Return a language tag in lower case with hyphens: "pt_BR" becomes "pt-br"."""
    return language.strip().replace("_", "-").lower()


def fallbacks(language: str, *, default: str) -> list[str]:
    """Return the tags to try, nearest first: the tag, its shorter forms, then the default's.

    "zh-hant-hk" gives zh-hant-hk, zh-hant, zh; "zh-hk" also tries zh-hant before zh.
    """
    chain = [
        *_shorter_forms(normalized(language)),
        *_shorter_forms(normalized(default)),
    ]
    return list(dict.fromkeys(tag for tag in chain if tag))


def nearest(language: str, available: Collection[str], *, default: str) -> str | None:
    """Return the available tag that fits best; None if neither it nor the default is there.

    Only a real fall-back counts: another region of the same language does ("pt-pt" for "pt-br"),
    another language never.
    """
    by_form = {normalized(tag): tag for tag in sorted(available)}
    for tag in fallbacks(language, default=default):
        if tag in by_form:
            return by_form[tag]
        if sibling := _sibling(tag, by_form):
            return by_form[sibling]
    return None


def _shorter_forms(tag: str) -> list[str]:
    parts = tag.split("-")
    forms = ["-".join(parts[:size]) for size in range(len(parts), 0, -1)]
    if parts[0] == "zh" and "hant" not in parts and _TRADITIONAL & set(parts[1:]):
        forms.insert(-1, "zh-hant")
    return forms


def _sibling(tag: str, available: Collection[str]) -> str | None:
    """Return another form of a bare language: "pt" is served by "pt-pt"."""
    if "-" in tag:
        return None
    return next((form for form in available if form.split("-")[0] == tag), None)

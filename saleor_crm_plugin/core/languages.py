"""Codes of languages, as the shop writes them: lower case, parts joined by hyphens."""

import re

_CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


def normalized_language(code: str | None) -> str:
    """Return the code as the shop writes it, such as "zh-hans"; "" for none."""
    return (code or "").strip().replace("_", "-").lower()


def is_language(code: str) -> bool:
    """Whether a normalized code may name a language: "it", or "zh-hans-cn"."""
    return _CODE.fullmatch(code) is not None


def fall_backs(code: str | None) -> list[str]:
    """Return the language and what it falls back to: "zh-hans-cn", "zh-hans", "zh"; [] for none."""
    parts = [part for part in normalized_language(code).split("-") if part]
    return ["-".join(parts[:count]) for count in range(len(parts), 0, -1)]

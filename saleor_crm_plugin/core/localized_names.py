"""Names that a merchant gives in several languages: checked, and read in the nearest one."""

from collections.abc import Mapping

from .languages import fall_backs, is_language, normalized_language
from .sentences import Sentence

DEFAULT = "en"


def checked_names(names: Mapping[str, str], *, longest: int) -> dict[str, str]:
    """Return names by normalized language, trimmed; none of them empty, and at least one.

    Raises ValueError with a sentence for what cannot be kept.
    """
    found = {normalized_language(tag): name.strip() for tag, name in names.items()}
    if not found or not all(0 < len(name) <= longest for name in found.values()):
        raise ValueError(
            Sentence(
                "Give at least one name, of 1 to {most} characters each.", most=longest
            )
        )
    if strange := next((tag for tag in found if not is_language(tag)), None):
        raise ValueError(Sentence("{strange!r} is no language.", strange=strange[:35]))
    return found


def name_in(names: Mapping[str, str], language: str) -> str:
    """Return the name in a language, else in a shorter form of it, in English, or in any; "" for none."""
    for tag in (*fall_backs(language), DEFAULT, *sorted(names)):
        if tag in names:
            return names[tag]
    return ""

"""What a template may be called, be for and belong to; the same when it is made as later."""

from collections.abc import Mapping

from ...consent.policies import is_list_code
from ...consent.purposes import PURPOSES
from ...core.languages import is_language, normalized_language
from ...core.sentences import Sentence
from ..errors import InvalidTemplate, Missing

LONGEST = {"code": 64, "name": 160}
# As the API calls them. An empty list code means the whole channel.
_NEEDED = {
    "code": "code",
    "name": "name",
    "purpose": "purpose",
    "default_language": "defaultLanguage",
}


def check_properties(given: Mapping[str, str]) -> None:
    """Refuse the first of the given properties that cannot be; what is absent is not looked at.

    Raises Missing and InvalidTemplate, with the field as the API calls it.
    """
    for name, field in _NEEDED.items():
        if name in given and not given[name].strip():
            raise Missing(field)
    for name, most in LONGEST.items():
        if len(given.get(name, "")) > most:
            raise InvalidTemplate(
                Sentence("At most {most} characters are possible.", most=most),
                field=name,
            )
    if "purpose" in given and given["purpose"] not in PURPOSES:
        raise InvalidTemplate(Sentence("There is no such purpose."), field="purpose")
    if given.get("list_code") and not is_list_code(given["list_code"]):
        raise InvalidTemplate(Sentence("This is no code of a list."), field="listCode")
    if "default_language" in given and not is_language(
        normalized_language(given["default_language"])
    ):
        raise InvalidTemplate(Sentence("This is no language."), field="defaultLanguage")

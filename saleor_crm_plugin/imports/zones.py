"""A time zone as an option."""

from typing import Annotated

from pydantic import AfterValidator

from ..core.sentences import Sentence
from ..core.time_zones import known_zones


def _checked(name: str) -> str:
    if name not in known_zones():
        raise ValueError(Sentence('A time zone is a name such as "Europe/Rome".'))
    return name


ZoneName = Annotated[str, AfterValidator(_checked)]

"""A time zone as an option."""

import zoneinfo
from functools import cache
from typing import Annotated

from pydantic import AfterValidator


def _checked(name: str) -> str:
    if name not in _known():
        raise ValueError("a time zone is a name such as Europe/Rome")
    return name


@cache
def _known() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())


ZoneName = Annotated[str, AfterValidator(_checked)]

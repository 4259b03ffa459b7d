"""Make segments out of those that come with the plugin."""

import datetime
from typing import Any

from pydantic import ValidationError

from ..errors import InvalidRule, UnknownReadyMade
from ..models import Segment, SegmentKind
from ..policies.rule import problems_of
from ..ready_made_segment import ready_made_segments
from .save import create_segment


def install_ready_made(
    code: str, *, settings: Any, author: str, now: datetime.datetime, name: str = ""
) -> Segment:
    """Make a segment out of a ready-made one, by its settings; it can be changed as any other.

    Raises UnknownReadyMade, InvalidRule for settings that do not fit, and what making one raises.
    """
    if code not in ready_made_segments:
        raise UnknownReadyMade(code)
    kind = ready_made_segments[code]
    try:
        chosen = kind.Settings.model_validate(settings)
    except ValidationError as error:
        raise InvalidRule(problems_of(error, "settings")) from error
    return create_segment(
        name or kind.label,
        kind=SegmentKind.RULE,
        rule=kind(chosen).rule(),
        description=(kind.__doc__ or "").strip().splitlines()[0],
        code=code,
        author=author,
        now=now,
    )

"""Liquid with limits: what staff write can neither run for ever nor grow without end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, cast

from liquid import CachingDictLoader, Environment
from liquid.exceptions import (
    LiquidError,
    ResourceLimitError,
    UndefinedError,
    UnknownFilterError,
)
from liquid.undefined import FalsyStrictUndefined

from ..core.sentences import Sentence
from .error_codes import TemplateErrorCode
from .filters import FILTERS

LONGEST_SOURCE = 100_000
LONGEST_TEXT = 50_000
LONGEST_ARGUMENT = 1_000
BLOCKS = Path(__file__).parent / "blocks"
# Reading other files is for blocks alone, by {% render %}; counters across pieces are not needed.
_TAGS_LEFT_OUT = ("include", "increment", "decrement", "tablerow")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one part of a content, and where; lines count from 1, 0 is unknown.

    A warning is told but stands in nobody's way.
    """

    code: TemplateErrorCode
    part: str
    message: Sentence
    line: int = 0
    is_warning: bool = False

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> Sentence:
        """What is wrong, behind the place where it is."""
        if not self.line:
            return Sentence("{place}: {problem}", place=self.part, problem=self.message)
        return Sentence(
            "{place}, line {line}: {problem}",
            place=self.part,
            line=self.line,
            problem=self.message,
        )


class TemplateFault(Exception):  # noqa: N818 it carries a fault, it is no fault of ours
    """A part could not be parsed or rendered."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


class _TooLong(LiquidError):
    """A filter was given or made more text than it may."""


class _Limited(Environment):
    """The settings of all templates; the limits are class variables in this library."""

    loop_iteration_limit = 2_000
    output_stream_limit = 400_000
    local_namespace_limit = 200_000
    context_depth_limit = 10
    block_nesting_limit = 20


def render_part(
    part: str, source: str, context: Mapping[str, Any], *, is_html: bool
) -> str:
    """Render one part; in HTML all values are escaped. Raises TemplateFault.

    A variable that is not there is empty in conditions and for the filter `default`, and a fault
    elsewhere: half a sentence is worse than no message.
    """
    template = parsed(part, source, is_html=is_html)
    try:
        return str(template.render(**context))
    except LiquidError as error:
        raise TemplateFault(_fault(part, error)) from None
    except (
        RecursionError,
        OverflowError,
        ValueError,
        TypeError,
        ArithmeticError,
    ) as error:
        message = Sentence(
            "This cannot be rendered ({error}).", error=type(error).__name__
        )
        raise TemplateFault(Fault(TemplateErrorCode.INVALID, part, message)) from None


def parsed(part: str, source: str, *, is_html: bool) -> Any:
    """Return the parsed part, the same for the same source. Raises TemplateFault."""
    if len(source) > LONGEST_SOURCE:
        message = Sentence("Longer than {most} characters.", most=LONGEST_SOURCE)
        raise TemplateFault(Fault(TemplateErrorCode.TOO_LARGE, part, message))
    try:
        return _parsed(source, is_html=is_html)
    except LiquidError as error:
        raise TemplateFault(_fault(part, error)) from None


@lru_cache(maxsize=512)
def _parsed(source: str, *, is_html: bool) -> Any:
    return _environment(is_html=is_html).from_string(source)


@lru_cache(maxsize=2)
def _environment(*, is_html: bool) -> Environment:
    blocks = {file.stem: file.read_text() for file in sorted(BLOCKS.glob("*.mjml"))}
    environment = _Limited(
        autoescape=is_html,
        strict_filters=True,
        undefined=FalsyStrictUndefined,
        loader=CachingDictLoader(blocks),
    )
    for tag in _TAGS_LEFT_OUT:
        del environment.tags[tag]
    for name, function in FILTERS.items():
        environment.add_filter(name, function)
    for name, function in list(environment.filters.items()):
        environment.filters[name] = _bounded(function)
    return environment


def _bounded(function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def run(value: Any, *args: Any, **kwargs: Any) -> Any:
        if any(_size(argument) > LONGEST_ARGUMENT for argument in args):
            raise _TooLong("an argument of a filter is too long", token=None)
        result = function(value, *args, **kwargs)
        if max(_size(value), _size(result)) > LONGEST_TEXT:
            raise _TooLong("a filter makes too long a text", token=None)
        return result

    return run


def _size(value: Any) -> int:
    return len(value) if isinstance(value, (str, list, tuple)) else 0


_CODES: tuple[tuple[type[LiquidError], TemplateErrorCode], ...] = (
    (UndefinedError, TemplateErrorCode.UNKNOWN_VARIABLE),
    (UnknownFilterError, TemplateErrorCode.UNKNOWN_FILTER),
    (ResourceLimitError, TemplateErrorCode.TOO_LARGE),
    (_TooLong, TemplateErrorCode.TOO_LARGE),
    (LiquidError, TemplateErrorCode.SYNTAX),
)


def _fault(part: str, error: LiquidError) -> Fault:
    code = next(code for kind, code in _CODES if isinstance(error, kind))
    words = str(error.message or code.value)
    return Fault(code, part, _sentence(code, words), line_of(error.token))


def _sentence(code: TemplateErrorCode, words: str) -> Sentence:
    match code:
        case TemplateErrorCode.UNKNOWN_VARIABLE:
            name = words.removesuffix(" is undefined")
            return Sentence("A variable is missing: {words}.", words=name)
        case TemplateErrorCode.UNKNOWN_FILTER:
            name = words.removeprefix("unknown filter ")
            return Sentence("There is no such filter: {words}.", words=name)
        case TemplateErrorCode.TOO_LARGE:
            return Sentence("This is too much: {words}.", words=words)
        case _:
            return Sentence("This is no valid Liquid: {words}.", words=words)


def line_of(token: Any) -> int:
    """Return the line of a token of the library; 0 if it does not know."""
    if token is None or token.start_index < 0:
        return 0
    return cast(int, token.source.count("\n", 0, token.start_index) + 1)

"""Links that are signed only where a letter uses them."""

from collections.abc import Callable, Iterator, Mapping


class LinksOnDemand(Mapping[str, str]):
    """Links by name, each made when a template or a header first asks for it.

    A letter may name any of a dozen and uses two: signing all of them would take longer than
    turning its MJML into HTML.
    """

    def __init__(self, makers: Mapping[str, Callable[[], str]]) -> None:
        self._makers = makers
        self._made: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)

    @property
    def made(self) -> tuple[str, ...]:
        """Those that were asked for so far."""
        return tuple(self._made.values())

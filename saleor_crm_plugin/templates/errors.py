"""What templates refuse, one exception per refusal; nothing is changed when one is raised."""

from collections.abc import Sequence

from ..core.errors import CrmError
from ..core.sentences import Sentence, joined
from .error_codes import TemplateErrorCode
from .liquid_engine import Fault


class TemplateNotFound(CrmError):
    """There is no such template."""

    code = TemplateErrorCode.NOT_FOUND
    field = "template"

    def __init__(self, template: int | str) -> None:
        super().__init__(
            Sentence("There is no template {template}.", template=template)
        )


class VersionNotFound(CrmError):
    """There is no such version."""

    code = TemplateErrorCode.NOT_FOUND
    field = "version"

    def __init__(self, version: int) -> None:
        super().__init__(
            Sentence("There is no version {version} of this template.", version=version)
        )


class TemplateCodeTaken(CrmError):
    """Another template has this code."""

    code = TemplateErrorCode.UNIQUE
    field = "code"

    def __init__(self, code: str) -> None:
        super().__init__(
            Sentence("The code {code!r} is taken by another template.", code=code)
        )


class InvalidTemplate(CrmError):
    """One setting of a template has a value that it cannot have."""

    code = TemplateErrorCode.INVALID


class Missing(CrmError):
    """A text that has to be given is empty."""

    code = TemplateErrorCode.REQUIRED

    def __init__(self, field: str) -> None:
        super().__init__(Sentence("{field} is required.", field=field), field=field)


class NotPublished(CrmError):
    """The template has no published version, so nothing can be said with it."""

    code = TemplateErrorCode.NOT_PUBLISHED
    field = "template"

    def __init__(self, code: str) -> None:
        super().__init__(
            Sentence("The template {code!r} has no published version.", code=code)
        )


class ChangedMeanwhile(CrmError):
    """Somebody else has written the template since it was read; `author` says who."""

    code = TemplateErrorCode.CHANGED_MEANWHILE
    field = "basedOn"

    def __init__(self, author: str) -> None:
        super().__init__(
            Sentence("{author} has changed the template since.", author=author)
        )
        self.author = author


class PropertiesChanged(CrmError):
    """Somebody else has changed name, purpose or list since they were read."""

    code = TemplateErrorCode.CHANGED_MEANWHILE
    field = "version"

    def __init__(self, version: int) -> None:
        super().__init__(
            Sentence(
                "Somebody has changed it; it is version {version} now.", version=version
            )
        )
        self.version = version


class TemplateInUse(CrmError):
    """Purpose and list stay while campaigns or journeys at work use the template."""

    code = TemplateErrorCode.IN_USE

    def __init__(self, field: str, uses: Sequence[str]) -> None:
        super().__init__(
            Sentence(
                "It cannot change while these use the template: {uses}.",
                uses=", ".join(uses),
            ),
            field=field,
        )
        self.uses = tuple(uses)


class NoWayOut(CrmError):
    """What is published lacks the link to unsubscribe that the new purpose asks for."""

    code = TemplateErrorCode.NO_UNSUBSCRIBE
    field = "purpose"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                "What is published has no link to unsubscribe, which this purpose asks for."
            )
        )


class FaultyTemplate(CrmError):
    """The draft cannot be published; all its faults are told."""

    field = "contents"

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(joined((fault.sentence for fault in faults), "; "))
        self.code = faults[0].code
        self.faults = tuple(faults)

"""Reads of templates: what is published, and what a version says."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from .models import Link, Template, TemplateContent, TemplateVersion, VersionStatus
from .policies.languages import nearest
from .policies.variants import STANDARD, Variant, variant_for
from .rendering import Content, TemplateKind


@dataclass(frozen=True, slots=True)
class PublishedTemplate:
    """A template's published version with all that it says, by (language, variant)."""

    template_id: int
    version_id: int
    code: str
    kind: TemplateKind
    purpose: str
    list_code: str
    default_language: str
    variants: tuple[Variant, ...]
    contents: Mapping[tuple[str, str], Content]

    @property
    def asks(self) -> frozenset[str]:
        """Return what its variants ask of a recipient."""
        return frozenset(
            condition.attribute
            for variant in self.variants
            for condition in variant.conditions
        )

    def names(self, variable: str) -> bool:
        """Whether it says this in any language and variant; such as `review_url`."""
        return any(
            variable in f"{one.subject} {one.preheader} {one.body} {one.text}"
            for one in self.contents.values()
        )

    def content_for(
        self, language: str, recipient: Mapping[str, Sequence[str]]
    ) -> Content:
        """Return what this recipient gets: their variant in the nearest language it exists in.

        The default language is there for every variant, or the version were not published.
        """
        variant = variant_for(self.variants, recipient)
        languages = {tag for tag, code in self.contents if code == variant}
        if not languages:
            variant = STANDARD
            languages = {tag for tag, code in self.contents if code == STANDARD}
        tag = nearest(language, languages, default=self.default_language)
        return self.contents[tag or self.default_language, variant]


def published(
    codes: Collection[str], *, using: str = "default"
) -> dict[str, PublishedTemplate]:
    """Return the published versions of these templates by code, in two queries.

    Templates that are unknown, archived or not published are absent.
    """
    versions = TemplateVersion.objects.using(using).filter(
        status=VersionStatus.PUBLISHED,
        template__code__in=set(codes),
        template__archived_at=None,
    )
    found = _with_contents(list(versions.select_related("template")), using=using)
    return {version.code: version for version in found}


def versions(
    version_ids: Collection[int], *, using: str = "default"
) -> dict[int, PublishedTemplate]:
    """Return these versions by id, whether published, retired or still a draft."""
    rows = TemplateVersion.objects.using(using).filter(pk__in=set(version_ids))
    found = _with_contents(list(rows.select_related("template")), using=using)
    return {version.version_id: version for version in found}


def contents_of(version_id: int, *, using: str = "default") -> list[Content]:
    """Return what a version says, by language and variant."""
    return contents_of_versions([version_id], using=using).get(version_id, [])


def contents_of_versions(
    version_ids: Collection[int], *, using: str = "default"
) -> dict[int, list[Content]]:
    """Return what versions say, each by language and variant; one query."""
    rows = TemplateContent.objects.using(using).filter(version_id__in=version_ids)
    found: dict[int, list[Content]] = {}
    for row in rows.order_by("version_id", "language", "variant"):
        found.setdefault(row.version_id, []).append(_content(row))
    return found


def versions_of_templates(
    template_ids: Collection[int], *, using: str = "default"
) -> dict[int, list[TemplateVersion]]:
    """Return all versions of templates with the template itself, the newest first; one query."""
    rows = TemplateVersion.objects.using(using).filter(template_id__in=template_ids)
    found: dict[int, list[TemplateVersion]] = {}
    for row in rows.select_related("template").order_by("template_id", "-number"):
        found.setdefault(row.template_id, []).append(row)
    return found


def template_by_id(template_id: int, *, using: str = "default") -> Template | None:
    """Return a template, archived or not; None for an unknown id."""
    return Template.objects.using(using).filter(pk=template_id).first()


def templates(*, with_archived: bool = False, using: str = "default") -> list[Template]:
    """Return the templates in the order of their names."""
    rows = Template.objects.using(using).order_by("name", "id")
    return list(rows if with_archived else rows.filter(archived_at=None))


def lists_in_use(*, using: str = "default") -> list[str]:
    """Return the lists that messages in use belong to, in alphabetical order; one query."""
    rows = Template.objects.using(using).filter(
        archived_at=None, versions__status=VersionStatus.PUBLISHED
    )
    codes = rows.exclude(list_code="").values_list("list_code", flat=True)
    return sorted(set(codes))


def list_codes(*, using: str = "default") -> set[str]:
    """Return the lists of all templates that are not archived, also of those never published."""
    rows = Template.objects.using(using).filter(archived_at=None).exclude(list_code="")
    return set(rows.values_list("list_code", flat=True))


def _with_contents(
    rows: Sequence[TemplateVersion], *, using: str
) -> list[PublishedTemplate]:
    contents = contents_of_versions([row.pk for row in rows], using=using)
    return [
        PublishedTemplate(
            template_id=row.template_id,
            version_id=row.pk,
            code=row.template.code,
            kind=TemplateKind(row.template.kind),
            purpose=row.template.purpose,
            list_code=row.template.list_code,
            default_language=row.template.default_language,
            variants=tuple(Variant.model_validate(item) for item in row.variants),
            contents={
                (one.language, one.variant): one for one in contents.get(row.pk, [])
            },
        )
        for row in rows
    ]


def _content(row: TemplateContent) -> Content:
    return Content(
        language=row.language,
        variant=row.variant,
        subject=row.subject,
        preheader=row.preheader,
        body=row.body,
        text=row.text,
    )


def link_url(link_id: int, *, using: str = "default") -> str | None:
    """Return where a link leads; None if it is not known."""
    rows = Link.objects.using(using).filter(pk=link_id)
    return rows.values_list("url", flat=True).first()

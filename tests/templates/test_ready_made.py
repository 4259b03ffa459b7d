"""The templates that come with the package."""

import pytest

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.templates import queries
from saleor_crm_plugin.templates.actions.publish import archive_template
from saleor_crm_plugin.templates.actions.ready_made import install_ready_made
from saleor_crm_plugin.templates.errors import TemplateNotFound
from saleor_crm_plugin.templates.lint import faults_of
from saleor_crm_plugin.templates.models import Template
from saleor_crm_plugin.templates.policies.purposes import needs_way_out
from saleor_crm_plugin.templates.ready_made_files import content_from, ready_made

AUTHOR = "user:1"
LANGUAGES = {"en", "it", "zh"}


@pytest.mark.parametrize("code", sorted(ready_made()))
def test_every_one_is_complete_and_without_faults_or_warnings(code):
    one = ready_made()[code]
    faults = faults_of(
        one.kind,
        one.contents,
        default_language="en",
        needs_way_out=needs_way_out(one.purpose),
    )
    assert [str(fault) for fault in faults] == []
    assert {content.language for content in one.contents} == LANGUAGES


def test_a_header_that_is_none_is_refused():
    with pytest.raises(ValueError, match="no header"):
        content_from("en", "subject: Hello\nNonsense\n\nbody")


@pytest.mark.django_db
def test_installing_twice_changes_nothing():
    # given
    code = "abandoned_cart_reminder"
    [made] = install_ready_made([code], author=AUTHOR, now=clock.now())
    # when
    archive_template(made.pk, author=AUTHOR, now=clock.now())
    again = install_ready_made([code], author=AUTHOR, now=clock.now())
    # then
    assert again == []
    assert Template.objects.get().archived_at is not None
    assert queries.published([code]) == {}


@pytest.mark.django_db
def test_an_unknown_one_installs_nothing():
    with pytest.raises(TemplateNotFound):
        install_ready_made(
            ["abandoned_cart_reminder", "nothing"], author=AUTHOR, now=clock.now()
        )
    assert Template.objects.count() == 0

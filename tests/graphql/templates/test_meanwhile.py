"""Two members of staff write one template: the second is told, and nothing is overwritten."""

from saleor.permission.enums import DiscountPermissions

from saleor_crm_plugin.templates.models import TemplateContent

NEW = {"code": "thanks", "name": "Thanks", "kind": "TEXT", "purpose": "marketing"}
CREATE = """
mutation Make($input: CrmTemplateInput!) {
  crmTemplateCreate(input: $input) { template { id } errors { field code message } }
}
"""
SAVE = """
mutation Save($id: ID!, $contents: [CrmTemplateContentInput!]!, $basedOn: String) {
  crmTemplateDraftSave(template: $id, contents: $contents, basedOn: $basedOn) {
    version { fingerprint } errors { field code message }
  }
}
"""
READ = "query Read($id: ID!) { crmTemplate(id: $id) { draft { fingerprint } } }"


def _saying(words):
    return [{"language": "en", "body": words}]


def test_the_second_of_two_writers_is_told(staff_api):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)
    template = staff.done(CREATE, input=NEW)["template"]["id"]

    first = staff.done(SAVE, id=template, contents=_saying("One"), basedOn="")
    refused = staff.refused(SAVE, id=template, contents=_saying("Two"), basedOn="")

    assert refused == [("basedOn", "CHANGED_MEANWHILE")]
    assert TemplateContent.objects.get().body == "One"
    seen = staff.ask(READ, id=template)["crmTemplate"]["draft"]["fingerprint"]
    assert seen == first["version"]["fingerprint"]
    staff.done(SAVE, id=template, contents=_saying("Two"), basedOn=seen)
    assert TemplateContent.objects.get().body == "Two"


def test_what_was_never_there_cannot_have_been_read(staff_api):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)
    template = staff.done(CREATE, input=NEW)["template"]["id"]

    refused = staff.refused(
        SAVE, id=template, contents=_saying("One"), basedOn="0123456789abcdef"
    )

    assert refused == [("basedOn", "CHANGED_MEANWHILE")]
    assert not TemplateContent.objects.exists()

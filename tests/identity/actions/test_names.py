"""Names are stored once and kept current."""

from saleor_crm_plugin.identity.actions.names import KnownName, remember_names
from saleor_crm_plugin.identity.models import PersonName


def names():
    return list(
        PersonName.objects.order_by("pk").values_list("pk", "first_name", "last_name")
    )


def test_stores_many_in_one_statement(
    profile, guest_profile, django_assert_num_queries
):
    # when
    with django_assert_num_queries(1):
        changed = remember_names(
            [
                KnownName(guest_profile.id, "Grace", "Hopper"),
                KnownName(profile.id, "Ada", "Byron"),
                KnownName(profile.id, "Ada", "Lovelace"),
            ]
        )

    # then the last one given counts
    assert changed == 2
    assert names() == [
        (profile.id, "Ada", "Lovelace"),
        (guest_profile.id, "Grace", "Hopper"),
    ]


def test_same_name_again_changes_nothing(profile):
    # given
    remember_names([KnownName(profile.id, "Ada", "Byron")])

    # when / then
    assert remember_names([KnownName(profile.id, "Ada", "Byron")]) == 0
    assert remember_names([KnownName(profile.id, "Ada", "Lovelace")]) == 1
    assert names() == [(profile.id, "Ada", "Lovelace")]


def test_nothing_to_remember(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert remember_names([]) == 0


def test_unknown_profile_is_passed_over(db):
    assert remember_names([KnownName(404, "Ada", "Lovelace")]) == 0
    assert names() == []

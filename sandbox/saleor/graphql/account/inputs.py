"""Addresses as input."""

import graphene

from ...account.models import Address
from ..core.doc_category import DOC_CATEGORY_USERS
from ..core.types import BaseInputObjectType
from .enums import CountryCodeEnum


class AddressInput(BaseInputObjectType):
    first_name = graphene.String(description="Given name.")
    last_name = graphene.String(description="Family name.")
    company_name = graphene.String(description="Company.")
    street_address_1 = graphene.String(description="First line.")
    street_address_2 = graphene.String(description="Second line.")
    city = graphene.String(description="City.")
    city_area = graphene.String(description="District.")
    postal_code = graphene.String(description="Postal code.")
    country = CountryCodeEnum(description="Country.")
    country_area = graphene.String(description="State or province.")
    phone = graphene.String(description="Phone number in E.164.")

    class Meta:
        description = "A postal address."
        doc_category = DOC_CATEGORY_USERS


def address_of(data):
    """Return the (unsaved) address of an input; ValidationError if it is incomplete."""
    address = Address(**data)
    address.full_clean()
    return address

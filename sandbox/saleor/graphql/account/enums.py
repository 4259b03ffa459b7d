"""Enums of accounts."""

import graphene
from django_countries import countries

from ..core.enums import str_to_enum

CountryCodeEnum = graphene.Enum(
    "CountryCode", [(str_to_enum(country.code), country.code) for country in countries]
)

"""New accounts, and the proof of their e-mail address."""

import graphene
from django.conf import settings
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from operations import accounts

from ....account.error_codes import AccountErrorCode
from ....account.models import User as UserModel
from ...channel.utils import clean_channel
from ...core.doc_category import DOC_CATEGORY_USERS
from ...core.enums import LanguageCodeEnum
from ...core.mutations import BaseMutation
from ...core.types import AccountError, BaseInputObjectType, NonNullList
from ...meta.inputs import MetadataInput
from ...site.dataloaders import get_site_promise
from ..types import User


class AccountRegisterInput(BaseInputObjectType):
    email = graphene.String(required=True, description="E-mail address.")
    password = graphene.String(required=True, description="Password.")
    first_name = graphene.String(description="Given name.")
    last_name = graphene.String(description="Family name.")
    redirect_url = graphene.String(
        description="Where the confirmation link leads; required while accounts must be confirmed."
    )
    language_code = graphene.Argument(LanguageCodeEnum, description="Language.")
    metadata = NonNullList(MetadataInput, description="Public metadata.")
    channel = graphene.String(
        description="Slug of the channel; optional if there is only one."
    )

    class Meta:
        description = "A new account."
        doc_category = DOC_CATEGORY_USERS


class AccountRegister(BaseMutation):
    """Answers the same whether or not the address is known already."""

    user = graphene.Field(
        User, description="The input as a user, always with an empty id."
    )
    requires_confirmation = graphene.Boolean(
        description="Must the e-mail address be confirmed?"
    )

    class Arguments:
        input = AccountRegisterInput(required=True, description="A new account.")

    class Meta:
        description = "Register a new user."
        doc_category = DOC_CATEGORY_USERS
        error_type_class = AccountError
        error_type_field = "account_errors"
        exclude = ["password"]

    @classmethod
    def perform_mutation(cls, _root, info, /, *, input):
        site_settings = get_site_promise(info.context).get().settings
        channel_slug = cls._channel_slug(input, site_settings)
        user = UserModel(
            email=input["email"].lower(),
            first_name=input.get("first_name", ""),
            last_name=input.get("last_name", ""),
            language_code=input.get("language_code", settings.LANGUAGE_CODE),
            metadata={
                item["key"]: item["value"] for item in input.get("metadata") or ()
            },
            is_confirmed=False,
        )
        cls._validate_password(input["password"], user)
        user.set_password(input["password"])
        if not cls._is_known(info, user):
            cls._open(user, input["password"], channel_slug)
        user.NEWLY_CREATED_USER = True
        user.updated_at = user.date_joined
        return cls(
            user=user,
            requires_confirmation=site_settings.enable_account_confirmation_by_email,
        )

    @classmethod
    def _open(cls, user, password, channel_slug):
        accounts.register(
            user.email,
            password,
            channel_slug=channel_slug,
            first_name=user.first_name,
            last_name=user.last_name,
            language_code=user.language_code,
            metadata=user.metadata,
        )

    @classmethod
    def _channel_slug(cls, input, site_settings):
        if not site_settings.enable_account_confirmation_by_email:
            return input.get("channel")
        if not input.get("redirect_url"):
            code = AccountErrorCode.REQUIRED.value
            raise ValidationError(
                {"redirect_url": ValidationError("This field is required.", code=code)}
            )
        return clean_channel(input.get("channel"), AccountErrorCode).slug

    @classmethod
    def _validate_password(cls, password, user):
        try:
            password_validation.validate_password(password, user)
        except ValidationError as error:
            raise ValidationError({"password": error}) from error

    @classmethod
    def _is_known(cls, info, user):
        try:
            cls.clean_instance(info, user)
        except ValidationError as error:
            others = [
                one for one in error.error_dict.pop("email", []) if one.code != "unique"
            ]
            if others:
                error.error_dict["email"] = others
            if error.error_dict:
                raise
            return True
        return False


class ConfirmAccount(BaseMutation):
    user = graphene.Field(User, description="The confirmed account.")

    class Arguments:
        token = graphene.String(
            required=True, description="Token of the confirmation mail."
        )
        email = graphene.String(
            required=True, description="E-mail address of the account."
        )
        password = graphene.String(description="Password, where the shop asks for it.")

    class Meta:
        description = (
            "Confirm user account with token sent by email during registration."
        )
        doc_category = DOC_CATEGORY_USERS
        error_type_class = AccountError
        error_type_field = "account_errors"

    @classmethod
    def perform_mutation(cls, _root, info, /, *, token, email, password=None):
        try:
            return cls(user=accounts.confirm(email, token))
        except accounts.ConfirmationRefused as error:
            # The same for nobody, so that the answer does not tell who is known.
            refusal = ValidationError(
                "Invalid or expired token.", code=AccountErrorCode.INVALID.value
            )
            raise ValidationError({"token": refusal}) from error

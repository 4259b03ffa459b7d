"""Signing in, and keeping signed in."""

import secrets

import graphene
import jwt
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from graphene.types.generic import GenericScalar

from ....account.error_codes import AccountErrorCode
from ....account.models import User as UserModel
from ....core.jwt import (
    JWT_REFRESH_TOKEN_COOKIE_NAME,
    JWT_REFRESH_TYPE,
    _apply_token_permissions,
    create_access_token,
    create_refresh_token,
    get_user_from_payload,
    jwt_decode,
)
from ...core.doc_category import DOC_CATEGORY_AUTH
from ...core.mutations import BaseMutation
from ...core.types import AccountError
from ...site.dataloaders import get_site_promise
from ..types import User


def _refused(field, message, code):
    return ValidationError({field: ValidationError(message, code=code.value)})


def _payload_or_error(field, token):
    try:
        return jwt_decode(token)
    except jwt.ExpiredSignatureError as error:
        raise _refused(
            field, "Signature has expired", AccountErrorCode.JWT_SIGNATURE_EXPIRED
        ) from error
    except jwt.DecodeError as error:
        raise _refused(
            field, "Error decoding signature", AccountErrorCode.JWT_DECODE_ERROR
        ) from error
    except jwt.InvalidTokenError as error:
        raise _refused(
            field, "Invalid token", AccountErrorCode.JWT_INVALID_TOKEN
        ) from error


def _user_or_error(field, payload):
    try:
        user = get_user_from_payload(payload)
    except (jwt.InvalidTokenError, KeyError) as error:
        raise _refused(
            field, "Invalid token", AccountErrorCode.JWT_INVALID_TOKEN
        ) from error
    _apply_token_permissions(user, payload)
    return user


def _note_login(user):
    user.last_login = timezone.now()
    user.save(update_fields=["last_login", "updated_at"])


class CreateToken(BaseMutation):
    token = graphene.String(description="Token that requests carry.")
    refresh_token = graphene.String(description="Token that new tokens are made from.")
    csrf_token = graphene.String(
        description="Needed if the refresh token comes by cookie."
    )
    user = graphene.Field(User, description="Who is signed in.")

    class Arguments:
        email = graphene.String(required=True, description="E-mail address.")
        password = graphene.String(required=True, description="Password.")
        audience = graphene.String(
            description="Audience of the token, prefixed by `custom:`."
        )

    class Meta:
        description = "Create JWT token."
        doc_category = DOC_CATEGORY_AUTH
        error_type_class = AccountError
        error_type_field = "account_errors"

    @classmethod
    def perform_mutation(cls, _root, info, /, *, email, password, audience=None):
        user = cls.get_user(info, email, password)
        csrf_token = secrets.token_urlsafe()
        claims = {"aud": f"custom:{audience}"} if audience else {}
        token = create_access_token(user, additional_payload=claims)
        refresh_token = create_refresh_token(
            user, additional_payload={**claims, "csrfToken": csrf_token}
        )
        info.context.user = info.context._cached_user = user
        _note_login(user)
        return cls(
            errors=[],
            user=user,
            token=token,
            refresh_token=refresh_token,
            csrf_token=csrf_token,
        )

    @classmethod
    def get_user(cls, info, email, password):
        user = UserModel.objects.filter(email__iexact=email).first()
        # Also checked for nobody, so that the answer takes as long.
        if not (user or UserModel()).check_password(password) or not user:
            raise _refused(
                "email",
                "Please, enter valid credentials",
                AccountErrorCode.INVALID_CREDENTIALS,
            )
        settings = get_site_promise(info.context).get().settings
        if not user.is_active:
            raise _refused("email", "Account inactive.", AccountErrorCode.INACTIVE)
        if not user.can_login(settings):
            message = "Account needs to be confirmed via email."
            raise _refused("email", message, AccountErrorCode.ACCOUNT_NOT_CONFIRMED)
        return user


class RefreshToken(BaseMutation):
    token = graphene.String(description="Token that requests carry.")
    user = graphene.Field(User, description="Who is signed in.")

    class Arguments:
        refresh_token = graphene.String(
            description="Refresh token; by default the cookie's."
        )
        csrf_token = graphene.String(
            description="Required if the refresh token comes by cookie."
        )

    class Meta:
        description = "Refresh JWT token."
        doc_category = DOC_CATEGORY_AUTH
        error_type_class = AccountError
        error_type_field = "account_errors"

    @classmethod
    def perform_mutation(cls, _root, info, /, *, refresh_token=None, csrf_token=None):
        given = refresh_token or info.context.COOKIES.get(JWT_REFRESH_TOKEN_COOKIE_NAME)
        payload = cls.clean_refresh_token(given)
        if refresh_token is None:
            cls.clean_csrf_token(csrf_token, payload)
        claims = {"aud": payload["aud"]} if payload.get("aud") else {}
        user = _user_or_error("refreshToken", payload)
        token = create_access_token(user, additional_payload=claims)
        _note_login(user)
        return cls(errors=[], user=user, token=token)

    @classmethod
    def clean_refresh_token(cls, refresh_token):
        if not refresh_token:
            raise _refused(
                "refresh_token",
                "Missing refreshToken",
                AccountErrorCode.JWT_MISSING_TOKEN,
            )
        payload = _payload_or_error("refreshToken", refresh_token)
        if payload["type"] != JWT_REFRESH_TYPE:
            raise _refused(
                "refresh_token",
                "Incorrect refreshToken",
                AccountErrorCode.JWT_INVALID_TOKEN,
            )
        return payload

    @classmethod
    def clean_csrf_token(cls, csrf_token, payload):
        if not csrf_token:
            message = (
                "CSRF token is required when refreshToken is provided by the cookie"
            )
            raise _refused("csrf_token", message, AccountErrorCode.REQUIRED)
        if not constant_time_compare(csrf_token, payload["csrfToken"]):
            raise _refused(
                "csrf_token",
                "Invalid csrf token",
                AccountErrorCode.JWT_INVALID_CSRF_TOKEN,
            )


class VerifyToken(BaseMutation):
    user = graphene.Field(User, description="Whose token it is.")
    is_valid = graphene.Boolean(
        required=True, default_value=False, description="Is the token valid?"
    )
    payload = GenericScalar(description="What the token says.")

    class Arguments:
        token = graphene.String(required=True, description="Token to check.")

    class Meta:
        description = "Verify JWT token."
        doc_category = DOC_CATEGORY_AUTH
        error_type_class = AccountError
        error_type_field = "account_errors"

    @classmethod
    def perform_mutation(cls, _root, _info, /, *, token):
        payload = _payload_or_error("token", token)
        user = _user_or_error("token", payload)
        return cls(errors=[], user=user, is_valid=True, payload=payload)

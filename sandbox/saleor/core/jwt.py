"""Tokens: who signs in, as what, and with which permissions."""

import datetime

import graphene
import jwt
from django.conf import settings

from .._contract import contract
from .jwt_manager import get_jwt_manager

JWT_ACCESS_TYPE = "access"
JWT_REFRESH_TYPE = "refresh"
JWT_THIRDPARTY_ACCESS_TYPE = "thirdparty"
JWT_REFRESH_TOKEN_COOKIE_NAME = "refreshToken"

APP_KEY_FIELD = "app"
PERMISSIONS_FIELD = "permissions"
USER_PERMISSION_FIELD = "user_permissions"
JWT_SALEOR_OWNER_NAME = "saleor"
JWT_OWNER_FIELD = "owner"

INVALID_TOKEN = "Invalid token. Create new one by using tokenCreate mutation."


def jwt_base_payload(exp_delta, token_owner):
    now = datetime.datetime.now(tz=datetime.UTC)
    payload = {
        "iat": now,
        JWT_OWNER_FIELD: token_owner,
        "iss": get_jwt_manager().get_issuer(),
    }
    if exp_delta:
        payload["exp"] = now + exp_delta
    return payload


def jwt_user_payload(
    user,
    token_type,
    exp_delta,
    additional_payload=None,
    token_owner=JWT_SALEOR_OWNER_NAME,
):
    return {
        **jwt_base_payload(exp_delta, token_owner),
        "token": user.jwt_token_key,
        "email": user.email,
        "type": token_type,
        "user_id": graphene.Node.to_global_id("User", user.id),
        "is_staff": user.is_staff,
        **(additional_payload or {}),
    }


def jwt_encode(payload):
    return get_jwt_manager().encode(payload)


def _decode(token, verify_aud=False):
    return get_jwt_manager().decode(token, verify_aud=verify_aud)


def _decode_with_choice(token, verify_expiration=True, verify_aud=False):
    return get_jwt_manager().decode(token, verify_expiration, verify_aud)


# Until 3.22 the caller could let an expired token pass.
DECODE_SIGNATURE = contract()["callables"]["saleor.core.jwt:jwt_decode"]["signature"]
CHOOSES = "verify_expiration" in DECODE_SIGNATURE
jwt_decode = _decode_with_choice if CHOOSES else _decode


def jwt_decode_with_exception_handler(token):
    try:
        return jwt_decode(token)
    except jwt.PyJWTError:
        return None


def create_access_token(user, additional_payload=None):
    return jwt_encode(
        jwt_user_payload(
            user, JWT_ACCESS_TYPE, settings.JWT_TTL_ACCESS, additional_payload
        )
    )


def create_refresh_token(user, additional_payload=None):
    return jwt_encode(
        jwt_user_payload(
            user, JWT_REFRESH_TYPE, settings.JWT_TTL_REFRESH, additional_payload
        )
    )


def is_saleor_token(token):
    """Tell whether the token says that Saleor issued it; the signature is not checked."""
    try:
        payload = jwt.decode(token, options={"verify_signature": False})
    except jwt.PyJWTError:
        return False
    return payload.get(JWT_OWNER_FIELD) == JWT_SALEOR_OWNER_NAME


def get_user_from_payload(payload, request=None):
    from ..account.models import User

    user = User.objects.filter(email=payload["email"], is_active=True).first()
    key = payload.get("token")
    if not user or not key or user.jwt_token_key != key:
        raise jwt.InvalidTokenError(INVALID_TOKEN)
    return user


def get_user_from_access_payload(payload, request=None):
    if payload.get("type") not in (JWT_ACCESS_TYPE, JWT_THIRDPARTY_ACCESS_TYPE):
        raise jwt.InvalidTokenError(INVALID_TOKEN)
    user = get_user_from_payload(payload, request)
    _apply_token_permissions(user, payload)
    return user


def _apply_token_permissions(user, payload):
    """Narrow a user to the permissions that its token names, if it names any."""
    from ..permission.enums import get_permissions_from_names

    names = payload.get(PERMISSIONS_FIELD)
    if names is not None:
        user.effective_permissions = get_permissions_from_names(names)
        user.is_staff = bool(user.effective_permissions)
    if payload.get("is_staff"):
        user.is_staff = True


def create_access_token_for_app(
    app,
    user,
    database_connection_name=settings.DATABASE_CONNECTION_DEFAULT_NAME,
):
    """Return a token for the user that holds only what the app may do too."""
    return _third_party_token(
        app.permissions.all(), user, app, {}, database_connection_name
    )


def create_access_token_for_app_extension(
    app_extension,
    permissions,
    user,
    app,
    database_connection_name=settings.DATABASE_CONNECTION_DEFAULT_NAME,
):
    extension_id = graphene.Node.to_global_id("AppExtension", app_extension.id)
    extra = {"app_extension": extension_id}
    return _third_party_token(permissions, user, app, extra, database_connection_name)


def _names_held_by(user, database_connection_name):
    """Return the names of a user's permissions, asked once: a list of extensions wants a token for each."""
    from ..permission.enums import get_permission_names

    if not hasattr(user, "_permission_names"):
        user._permission_names = get_permission_names(
            user.effective_permissions.using(database_connection_name)
        )
    return user._permission_names


def _third_party_token(permissions, user, app, extra, database_connection_name):
    from ..permission.enums import get_permission_names

    app_names = get_permission_names(permissions)
    user_names = _names_held_by(user, database_connection_name)
    claims = {
        APP_KEY_FIELD: graphene.Node.to_global_id("App", app.id),
        PERMISSIONS_FIELD: list(app_names & user_names),
        USER_PERMISSION_FIELD: list(user_names),
        **({"aud": app.audience} if app.audience else {}),
        **extra,
    }
    return jwt_encode(
        jwt_user_payload(
            user, JWT_THIRDPARTY_ACCESS_TYPE, settings.JWT_TTL_APP_ACCESS, claims
        )
    )

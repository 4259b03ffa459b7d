"""Authentication of a request by its token, or by a plugin."""

import jwt
from django.conf import settings

from .auth import get_token_from_request
from .db.connection import allow_writer
from .jwt import (
    INVALID_TOKEN,
    JWT_ACCESS_TYPE,
    JWT_THIRDPARTY_ACCESS_TYPE,
    _apply_token_permissions,
    is_saleor_token,
    jwt_decode,
)


class JSONWebTokenBackend:
    def authenticate(self, request=None, **kwargs):
        return load_user_from_request(request)

    def get_user(self, user_id):
        from ..account.models import User

        return User.objects.filter(email=user_id, is_active=True).first()

    def get_all_permissions(self, user_obj, obj=None):
        """Return "app.codename" of every effective permission.

        Cached on the user until its effective permissions are set anew.
        """
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        if getattr(user_obj, "_effective_permissions_cache", None) is None:
            rows = user_obj.effective_permissions.using(
                settings.DATABASE_CONNECTION_REPLICA_NAME
            )
            names = rows.values_list("content_type__app_label", "codename").order_by()
            user_obj._effective_permissions_cache = {
                f"{label}.{name}" for label, name in names
            }
        return user_obj._effective_permissions_cache

    get_user_permissions = get_all_permissions
    get_group_permissions = get_all_permissions

    def has_perm(self, user_obj, perm, obj=None):
        return user_obj.is_active and perm in self.get_all_permissions(user_obj, obj)


class PluginBackend(JSONWebTokenBackend):
    """Asks the plugins (`authenticate_user`) when no token of ours was sent."""

    def authenticate(self, request=None, **kwargs):
        from ..graphql.plugins.dataloaders import AnonymousPluginManagerLoader
        from ..plugins.manager import get_plugins_manager

        if request is None:
            return None
        manager = get_plugins_manager(getattr(request, "allow_replica", True), None)
        # Primed, so that resolvers of this request share the manager.
        AnonymousPluginManagerLoader(request).prime("Anonymous", manager)
        return manager.authenticate_user(request)


def load_user_from_request(request):
    """Return the token's user, or None without a token of ours.

    Raises PyJWTError for a token of ours that is forged, expired or revoked.
    """
    if request is None:
        return None
    token = get_token_from_request(request)
    if not token or not is_saleor_token(token):
        return None
    payload = jwt_decode(token)
    if payload.get("type") not in (JWT_ACCESS_TYPE, JWT_THIRDPARTY_ACCESS_TYPE):
        raise jwt.InvalidTokenError(INVALID_TOKEN)
    user = _current_user(payload, request)
    # The named permissions are looked up on the writer, also while a query runs.
    with allow_writer():
        _apply_token_permissions(user, payload)
    return user


def _current_user(payload, request):
    from ..graphql.account.dataloaders import UserByEmailLoader

    user = UserByEmailLoader(request).load(payload["email"]).get()
    if not payload.get("token"):
        raise jwt.InvalidTokenError(INVALID_TOKEN)
    if not user:
        raise jwt.InvalidTokenError(
            "Invalid token. User does not exist or is inactive."
        )
    if user.jwt_token_key != payload["token"]:
        raise jwt.InvalidTokenError(INVALID_TOKEN)
    return user

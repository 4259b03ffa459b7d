"""Turns a request into the context of resolvers: app, user, token, loaders."""

from django.contrib.auth import authenticate
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from ..core.auth import get_token_from_request
from ..core.jwt import jwt_decode_with_exception_handler
from .api import API_PATH
from .app.dataloaders import get_app_promise


def get_context_value(request):
    """Annotate the request; who the user is gets looked up when first asked for."""
    if not hasattr(request, "dataloaders"):
        request.dataloaders = {}
    request.allow_replica = getattr(request, "allow_replica", True)
    request.request_time = getattr(request, "request_time", timezone.now())
    set_app_on_context(request)
    set_auth_on_context(request)
    set_decoded_auth_token(request)
    return request


def clear_context(context):
    context.dataloaders.clear()
    del context.user


def set_decoded_auth_token(request):
    token = get_token_from_request(request)
    request.decoded_auth_token = (
        jwt_decode_with_exception_handler(token) if token else None
    )


def set_app_on_context(request):
    # Only the API knows apps by token; other views ask get_app_promise themselves.
    if request.path == API_PATH and not hasattr(request, "app"):
        request.app = get_app_promise(request).get()


def get_user(request):
    if not hasattr(request, "_cached_user"):
        request._cached_user = authenticate(request=request)
    return request._cached_user


def set_auth_on_context(request):
    if getattr(request, "app", None):
        request.user = SimpleLazyObject(lambda: None)
        return
    request.user = SimpleLazyObject(lambda: get_user(request) or None)

"""The shop's addresses, with the extended schema behind /graphql/."""

from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from saleor.graphql.api import backend
from saleor.graphql.views import GraphQLView

from .extension import schema

urlpatterns = [
    path(
        "graphql/",
        csrf_exempt(GraphQLView.as_view(backend=backend, schema=schema)),
        name="api",
    )
]

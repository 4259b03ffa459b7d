"""The schema, built once when this module is imported, and how queries are read."""

from functools import partial

import graphql
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from graphql import GraphQLCachedBackend, GraphQLCoreBackend, execute, parse, validate
from graphql.backend.base import GraphQLDocument
from graphql.execution import ExecutionResult

from .account.schema import AccountMutations, AccountQueries
from .app.schema import AppQueries
from .channel.schema import ChannelQueries
from .checkout.schema import CheckoutMutations, CheckoutQueries
from .core.federation.schema import build_federated_schema
from .meta.schema import MetaMutations
from .order.schema import OrderMutations, OrderQueries
from .payment.schema import PaymentMutations
from .product.schema import ProductQueries
from .shop.schema import ShopQueries

API_PATH = SimpleLazyObject(lambda: reverse("api"))


class Query(
    AccountQueries,
    AppQueries,
    ChannelQueries,
    CheckoutQueries,
    OrderQueries,
    ProductQueries,
    ShopQueries,
):
    pass


class Mutation(
    AccountMutations,
    CheckoutMutations,
    MetaMutations,
    OrderMutations,
    PaymentMutations,
):
    pass


Location = graphql.DirectiveLocation


def _required(type_, description):
    return graphql.GraphQLArgument(
        graphql.GraphQLNonNull(type_), description=description
    )


def _event_list(name):
    scalar = graphql.GraphQLScalarType(
        name=name, description="", serialize=lambda value: value
    )
    return graphql.GraphQLList(graphql.GraphQLNonNull(scalar))


GraphQLDocDirective = graphql.GraphQLDirective(
    name="doc",
    description="Groups fields and operations into named groups.",
    args={
        "category": _required(graphql.GraphQLString, "Name of the grouping category")
    },
    locations=[
        Location.ENUM,
        Location.FIELD,
        Location.FIELD_DEFINITION,
        Location.INPUT_OBJECT,
        Location.OBJECT,
        Location.INTERFACE,
    ],
)
GraphQLWebhookEventsInfoDirective = graphql.GraphQLDirective(
    name="webhookEventsInfo",
    description="Webhook events triggered by a specific location.",
    args={
        "asyncEvents": _required(
            _event_list("WebhookEventTypeAsyncEnum"), "Asynchronous events."
        ),
        "syncEvents": _required(
            _event_list("WebhookEventTypeSyncEnum"), "Synchronous events."
        ),
    },
    locations=[
        Location.FIELD,
        Location.FIELD_DEFINITION,
        Location.INPUT_OBJECT,
        Location.OBJECT,
    ],
)

schema = build_federated_schema(
    Query,
    mutation=Mutation,
    types=[],
    subscription=None,
    directives=[
        *graphql.specified_directives,
        GraphQLDocDirective,
        GraphQLWebhookEventsInfoDirective,
    ],
)


def _fail(errors, **_kwargs):
    return ExecutionResult(errors=errors, invalid=True)


class SaleorGraphQLBackend(GraphQLCoreBackend):
    """Validates at once, so that the outcome is cached with the document."""

    def document_from_string(self, schema, document_string):
        document_ast = parse(document_string)
        errors = validate(schema, document_ast)
        run = (
            partial(_fail, errors)
            if errors
            else partial(execute, schema, document_ast, **self.execute_params)
        )
        return GraphQLDocument(
            schema=schema,
            document_string=document_string,
            document_ast=document_ast,
            execute=run,
        )


backend = GraphQLCachedBackend(SaleorGraphQLBackend())

"""How many aliases and mutations one request may hold."""

from django.conf import settings
from graphql import GraphQLError
from graphql.validation.rules.base import ValidationRule


class AliasCountLimitRule(ValidationRule):
    def __init__(self, context):
        super().__init__(context)
        self.seen = 0

    def enter_Field(self, field, *_args):
        self.seen += field.alias is not None

    def leave_Document(self, *_args):
        limit = settings.GRAPHQL_ALIAS_COUNT_LIMIT
        if self.seen > limit:
            message = f"Number of aliases exceed the limit of {limit}"
            self.context.report_error(GraphQLError(message))


class MutationCountLimitRule(ValidationRule):
    def __init__(self, context):
        super().__init__(context)
        self.seen = 0

    def enter_OperationDefinition(self, node, *_args):
        if node.operation == "mutation":
            self.seen += len(node.selection_set.selections)

    def leave_Document(self, *_args):
        limit = settings.GRAPHQL_MUTATION_COUNT_LIMIT
        if self.seen > limit:
            message = f"Number of mutations exceed the limit of {limit}"
            self.context.report_error(GraphQLError(message))

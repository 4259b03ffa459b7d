"""What a query costs, before it is run."""

from functools import reduce
from operator import mul

from graphql import (
    GraphQLError,
    GraphQLInterfaceType,
    GraphQLObjectType,
    get_named_type,
)
from graphql.execution.values import get_argument_values
from graphql.language.ast import (
    Field,
    FragmentSpread,
    InlineFragment,
    OperationDefinition,
)
from graphql.validation.rules.base import ValidationRule


class QueryCostError(GraphQLError):
    pass


class CostValidator(ValidationRule):
    """A rule that is an instance: calling it binds it to the validation's context."""

    default_complexity = 1

    def __init__(self, maximum_cost, *, variables=None, cost_map=None):
        self.maximum_cost = maximum_cost
        self.variables = variables
        self.cost_map = cost_map
        self.cost = 0

    def __call__(self, context):
        self.context = context
        return self

    def enter(self, node, key, parent, path, ancestors):
        if isinstance(node, OperationDefinition):
            self._enter_operation(node)

    def leave(self, node, key, parent, path, ancestors):
        if isinstance(node, OperationDefinition) and self.cost > self.maximum_cost:
            self.context.report_error(self._exceeded())

    def _enter_operation(self, node):
        schema = self.context.get_schema()
        if not self.cost_map:
            return
        try:
            validate_cost_map(self.cost_map, schema)
        except GraphQLError as error:
            self.context.report_error(error)
            return
        root = getattr(schema, f"get_{node.operation}_type")()
        self.cost += self._cost_of_selections(node, root, [])

    def _cost_of_selections(self, node, type_, multipliers):
        """Fields add up; of fragments on different types only the dearest counts."""
        if not node.selection_set:
            return 0
        total, fragments = 0, {}
        for child in node.selection_set.selections:
            if isinstance(child, Field):
                total += self._cost_of_field(child, type_, multipliers)
                continue
            fragment, on_type = self._fragment(child, type_)
            if on_type:
                cost = self._cost_of_selections(fragment, on_type, multipliers)
                fragments[on_type] = fragments.get(on_type, 0) + cost
        return total + max(map(_with_interfaces(fragments), fragments), default=0)

    def _fragment(self, node, type_):
        schema = self.context.get_schema()
        if isinstance(node, FragmentSpread):
            node = self.context.get_fragment(node.name.value)
            if not node:
                return None, None
        if isinstance(node, InlineFragment) and not node.type_condition:
            return node, type_
        return node, schema.get_type(node.type_condition.name.value)

    def _cost_of_field(self, node, type_, multipliers):
        fields = (
            type_.fields
            if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType)
            else {}
        )
        field = fields.get(node.name.value)
        if not field:
            return 0
        entry = self.cost_map.get(type_.name, {}).get(node.name.value)
        own = 0
        if entry:
            own, multipliers = self._own_cost(
                entry, self._arguments(field, node), multipliers
            )
        return own + self._cost_of_selections(
            node, get_named_type(field.type), multipliers
        )

    def _own_cost(self, entry, arguments, multipliers):
        complexity = entry.get("complexity", self.default_complexity)
        if not entry.get("use_multipliers", True):
            return complexity, multipliers
        counts = _counts(entry.get("multipliers", ()), arguments)
        if counts:
            multipliers = [*multipliers, sum(counts)]
        return reduce(mul, multipliers, complexity), multipliers

    def _arguments(self, field, node):
        try:
            given = get_argument_values(field.args, node.arguments, self.variables)
        except GraphQLError as error:
            self.context.report_error(GraphQLError(str(error)))
            return {}
        defaults = {name: arg.default_value for name, arg in field.args.items()}
        return {
            name: defaults.get(name) if value is None else value
            for name, value in given.items()
        }

    def _exceeded(self):
        return QueryCostError(
            f"The query exceeds the maximum cost of {self.maximum_cost}. "
            f"Actual cost is {self.cost}",
            extensions={
                "cost": {
                    "requestedQueryCost": self.cost,
                    "maximumAvailable": self.maximum_cost,
                }
            },
        )


def _with_interfaces(fragments):
    def cost(type_):
        interfaces = getattr(type_, "interfaces", None) or ()
        return fragments[type_] + sum(fragments.get(one, 0) for one in interfaces)

    return cost


def _counts(paths, arguments):
    """Return the numbers, or lengths of lists, at the dotted argument paths."""
    counts = []
    for path in paths:
        value = arguments
        for key in path.split("."):
            value = value.get(key) if isinstance(value, dict) else None
        if isinstance(value, list | tuple):
            value = len(value)
        if isinstance(value, int) and value > 0:
            counts.append(value)
    return counts


def validate_cost_map(cost_map, schema):
    """Raise GraphQLError for an entry that the schema has no field for."""
    types = schema.get_type_map()
    failure = "The query cost could not be calculated because cost map"
    for type_name, entries in cost_map.items():
        if type_name not in types:
            raise GraphQLError(
                f"{failure} specifies a type {type_name} that is not defined by the "
                "schema."
            )
        type_ = types[type_name]
        if not isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            raise GraphQLError(
                f"{failure} specifies a type {type_name} that is defined by the "
                "schema, but is not an object type."
            )
        for field_name in entries:
            if field_name not in type_.fields:
                raise GraphQLError(
                    f"{failure} contains a field {field_name} not defined by the "
                    f"{type_name} type."
                )


def cost_validator(maximum_cost, *, variables=None, cost_map=None):
    return CostValidator(maximum_cost, variables=variables, cost_map=cost_map)

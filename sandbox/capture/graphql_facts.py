"""Record the part of the GraphQL schema that the plugin extends or calls."""

TYPES = ("Query", "User", "Order", "Checkout", "App", "AppExtension", "Fulfillment")
ENUMS = (
    "AppExtensionMountEnum",
    "AppExtensionTargetEnum",
    "OrderEventsEnum",
    "FulfillmentStatus",
    "OrderStatus",
    "AppTypeEnum",
    "PermissionEnum",
)


def surface():
    """Return fields of the types, names of the mutations and values of the enums."""
    from saleor.graphql.api import schema

    types = schema.get_type_map()
    found = {"types": len(types), "Mutation": sorted(types["Mutation"].fields)}
    for name in TYPES:
        if name in types:
            fields = sorted(types[name].fields.items())
            found[name] = {key: str(field.type) for key, field in fields}
    for name in ENUMS:
        if name in types:
            found[f"enum:{name}"] = [value.name for value in types[name].values]
    return found

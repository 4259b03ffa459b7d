"""The names whose facts are recorded: models, enums and callables of Saleor that the plugin may meet."""

MODELS = """
account.User account.Address account.CustomerEvent account.CustomerNote account.Group
account.CustomerType
order.Order order.OrderLine order.Fulfillment order.FulfillmentLine order.OrderEvent
order.OrderGrantedRefund order.OrderGrantedRefundLine
checkout.Checkout checkout.CheckoutLine checkout.CheckoutMetadata
channel.Channel
discount.Voucher discount.VoucherCode discount.VoucherChannelListing discount.VoucherCustomer
discount.OrderDiscount discount.OrderLineDiscount
giftcard.GiftCard giftcard.GiftCardEvent giftcard.GiftCardTag
product.Product product.ProductVariant product.Category product.Collection product.ProductType
product.ProductChannelListing product.ProductVariantChannelListing
app.App app.AppToken app.AppExtension
plugins.PluginConfiguration plugins.EmailTemplate
payment.TransactionItem payment.TransactionEvent payment.Payment payment.Transaction
permission.Permission site.SiteSettings
schedulers.CustomPeriodicTask schedulers.CustomSchedule
""".split()

ENUM_MODULES = """
saleor.account saleor.order saleor.checkout saleor.discount saleor.giftcard saleor.payment
saleor.channel saleor.app.types saleor.core.notify saleor.permission.enums
saleor.permission.auth_filters saleor.webhook.event_types
""".split()

# `module:dotted.name` of importable things the plugin may call.
CALLABLES = """
saleor.plugins.manager:get_plugins_manager
saleor.plugins.manager:PluginsManager.webhook
saleor.plugins.manager:PluginsManager.webhook_endpoint_without_channel
saleor.plugins.manager:PluginsManager.notify
saleor.plugins.manager:PluginsManager.get_plugins
saleor.core.utils.events:call_event
saleor.core.jwt:jwt_decode
saleor.core.jwt:jwt_encode
saleor.core.jwt:get_user_from_access_payload
saleor.core.jwt:create_access_token_for_app
saleor.core.jwt:create_access_token_for_app_extension
saleor.core.jwt:jwt_user_payload
saleor.core.auth:get_token_from_request
saleor.graphql.context:get_context_value
saleor.graphql.api:monitor_fields_usage
saleor.graphql.core.federation.schema:build_federated_schema
saleor.graphql.core.federation.schema:create_entity_type_resolver
saleor.graphql.core.federation.schema:create_service_sdl_resolver
saleor.graphql.core.federation.schema:resolve_entities
saleor.graphql.core.federation.entities:federated_entity
saleor.graphql.core.fields:BaseField.__init__
saleor.graphql.core.fields:PermissionsField.__init__
saleor.graphql.core.fields:ConnectionField.__init__
saleor.graphql.core.fields:FilterConnectionField.__init__
saleor.graphql.core.mutations:BaseMutation.__init_subclass_with_meta__
saleor.graphql.core.mutations:BaseMutation.mutate
saleor.graphql.core.mutations:BaseMutation.perform_mutation
saleor.graphql.core.mutations:BaseMutation.get_node_or_error
saleor.graphql.core.mutations:DeprecatedModelMutation.__init_subclass_with_meta__
saleor.graphql.core.connection:create_connection_slice
saleor.graphql.core.connection:filter_connection_queryset
saleor.graphql.core.connection:CountableConnection
saleor.graphql.core.types:ModelObjectType
saleor.graphql.core.types:BaseObjectType
saleor.graphql.core.types:BaseInputObjectType
saleor.graphql.core.types:NonNullList
saleor.graphql.core.types:Money
saleor.graphql.core.types.common:Error
saleor.graphql.core.dataloaders:DataLoader
saleor.graphql.core.context:get_database_connection_name
saleor.graphql.core.utils:from_global_id_or_error
saleor.graphql.utils:get_user_or_app_from_context
saleor.graphql.decorators:one_of_permissions_required
saleor.permission.utils:one_of_permissions_or_auth_filter_required
saleor.permission.utils:has_one_of_permissions
saleor.permission.utils:all_permissions_required
saleor.graphql.plugins.dataloaders:get_plugin_manager_promise
saleor.graphql.query_cost_map:COST_MAP
saleor.giftcard.events:gift_cards_issued_event
saleor.giftcard.events:gift_card_issued_event
saleor.giftcard.utils:assign_user_gift_cards
saleor.giftcard.notifications:send_gift_card_notification
saleor.core.utils.promo_code:generate_promo_code
saleor.core.utils.promo_code:is_available_promo_code
saleor.discount.utils.voucher:is_order_level_voucher
saleor.discount.utils.voucher:add_voucher_usage_by_customer
saleor.discount.utils.voucher:increase_voucher_usage
saleor.plugins.email_common:send_email
saleor.plugins.email_common:EmailConfig
saleor.plugins.email_common:get_email_template_or_default
saleor.account.utils:get_user_groups_permissions
saleor.core.db.connection:allow_writer
saleor.core.utils:build_absolute_uri
saleor.core.utils:get_domain
saleor.core.utils.url:prepare_url
saleor.checkout.tasks:delete_expired_checkouts
saleor.graphql.app.enums:AppExtensionMountEnum
saleor.graphql.app.enums:AppExtensionTargetEnum
saleor.schedulers.customschedule:CustomSchedule
saleor.celeryconf:app
""".split()

SETTINGS = (
    "ANONYMOUS_CHECKOUTS_TIMEDELTA",
    "USER_CHECKOUTS_TIMEDELTA",
    "EMPTY_CHECKOUTS_TIMEDELTA",
    "JWT_TTL_ACCESS",
    "JWT_TTL_APP_ACCESS",
    "GRAPHQL_QUERY_MAX_COMPLEXITY",
    "GRAPHQL_PAGINATION_LIMIT",
    "FEDERATED_QUERY_MAX_ENTITIES",
)

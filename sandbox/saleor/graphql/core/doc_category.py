"""The categories that @doc prints, and each model's own."""

DOC_CATEGORY_APPS = "Apps"
DOC_CATEGORY_AUTH = "Authentication"
DOC_CATEGORY_CHANNELS = "Channels"
DOC_CATEGORY_CHECKOUT = "Checkout"
DOC_CATEGORY_DISCOUNTS = "Discounts"
DOC_CATEGORY_GIFT_CARDS = "Gift cards"
DOC_CATEGORY_MISC = "Miscellaneous"
DOC_CATEGORY_ORDERS = "Orders"
DOC_CATEGORY_PAYMENTS = "Payments"
DOC_CATEGORY_PRODUCTS = "Products"
DOC_CATEGORY_SHOP = "Shop"
DOC_CATEGORY_USERS = "Users"

DOC_CATEGORY_MAP = {
    "account.Address": DOC_CATEGORY_USERS,
    "account.Group": DOC_CATEGORY_USERS,
    "account.User": DOC_CATEGORY_USERS,
    "app.App": DOC_CATEGORY_APPS,
    "channel.Channel": DOC_CATEGORY_CHANNELS,
    "checkout.Checkout": DOC_CATEGORY_CHECKOUT,
    "checkout.CheckoutLine": DOC_CATEGORY_CHECKOUT,
    "discount.Voucher": DOC_CATEGORY_DISCOUNTS,
    "giftcard.GiftCard": DOC_CATEGORY_GIFT_CARDS,
    "order.Fulfillment": DOC_CATEGORY_ORDERS,
    "order.FulfillmentLine": DOC_CATEGORY_ORDERS,
    "order.Order": DOC_CATEGORY_ORDERS,
    "order.OrderLine": DOC_CATEGORY_ORDERS,
    "payment.TransactionItem": DOC_CATEGORY_PAYMENTS,
    "payment.TransactionEvent": DOC_CATEGORY_PAYMENTS,
    "product.Category": DOC_CATEGORY_PRODUCTS,
    "product.Collection": DOC_CATEGORY_PRODUCTS,
    "product.Product": DOC_CATEGORY_PRODUCTS,
    "product.ProductVariant": DOC_CATEGORY_PRODUCTS,
    "site.SiteSettings": DOC_CATEGORY_SHOP,
}

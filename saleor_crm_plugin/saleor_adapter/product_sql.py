"""The statements that read goods as a channel sells them now: names, prices, pictures and stock.

A piece can be sold where a warehouse of the channel has it and no order has a claim on it. Before
Saleor 3.23, and after it where the shop has kept the older rule, the warehouse must also ship to
somewhere in the channel or let people collect there. Pieces without tracked stock, and pieces
that are sold before they exist, are always there.
"""

from saleor.site.models import SiteSettings

# Only from Saleor 3.23 on can a channel sell from a warehouse without a shipping zone.
_NEEDS_NO_ZONE = (
    "NOT (SELECT coalesce(bool_or(use_legacy_shipping_zone_stock_availability), true)"
    " FROM site_sitesettings)"
    if any(
        field.name == "use_legacy_shipping_zone_stock_availability"
        for field in SiteSettings._meta.get_fields()
    )
    else "false"
)

# Needs `wanted` (variant_id, channel_id) before it.
STOCK = f"""
place AS MATERIALIZED (
    SELECT link.channel_id, link.warehouse_id
    FROM warehouse_channelwarehouse AS link
    JOIN warehouse_warehouse AS house ON house.id = link.warehouse_id
    WHERE link.channel_id IN (SELECT channel_id FROM wanted)
      AND ({_NEEDS_NO_ZONE}
           OR house.click_and_collect_option IN ('local', 'all')
           OR EXISTS (
               SELECT FROM warehouse_warehouse_shipping_zones AS served
               JOIN shipping_shippingzone_channels AS sold
                 ON sold.shippingzone_id = served.shippingzone_id
               WHERE served.warehouse_id = house.id AND sold.channel_id = link.channel_id
           ))
), stock AS (
    SELECT wanted.variant_id, wanted.channel_id,
           greatest(sum(kept.quantity - coalesce(claimed.quantity, 0)), 0)::int AS pieces
    FROM wanted
    JOIN place ON place.channel_id = wanted.channel_id
    JOIN warehouse_stock AS kept
      ON kept.product_variant_id = wanted.variant_id AND kept.warehouse_id = place.warehouse_id
    LEFT JOIN LATERAL (
        SELECT sum(quantity_allocated) AS quantity
        FROM warehouse_allocation WHERE stock_id = kept.id
    ) AS claimed ON true
    GROUP BY wanted.variant_id, wanted.channel_id
)"""  # noqa: S608 a constant of this module

# One row per wanted variant that its channel lists with a price. `pieces` is NULL where nobody
# counts them. Planned by itself: in one search with the joins of those who read it, planning took
# ten times as long as the statement.
OFFERS = f"""{STOCK}, offer AS MATERIALIZED (
    SELECT wanted.variant_id, wanted.channel_id, variant.product_id,
           price.currency,
           coalesce(price.discounted_price_amount, price.price_amount) AS price,
           price.price_amount AS undiscounted_price,
           is_uncounted, CASE WHEN is_uncounted THEN NULL ELSE coalesce(stock.pieces, 0) END
             AS pieces,
           channel.is_active AND listing.is_published
             AND coalesce(listing.published_at <= statement_timestamp(), true)
             AND coalesce(listing.available_for_purchase_at <= statement_timestamp(), false)
             AND (is_uncounted OR coalesce(stock.pieces, 0) > 0) AS is_available
    FROM wanted
    JOIN channel_channel AS channel ON channel.id = wanted.channel_id
    JOIN product_productvariant AS variant ON variant.id = wanted.variant_id
    JOIN product_productvariantchannellisting AS price
      ON price.variant_id = variant.id AND price.channel_id = wanted.channel_id
    JOIN product_productchannellisting AS listing
      ON listing.product_id = variant.product_id AND listing.channel_id = wanted.channel_id
    LEFT JOIN stock
      ON stock.variant_id = wanted.variant_id AND stock.channel_id = wanted.channel_id
    CROSS JOIN LATERAL (
        SELECT NOT variant.track_inventory OR (
            variant.is_preorder AND coalesce(variant.preorder_end_date > statement_timestamp(), true)
        ) AS is_uncounted
    ) AS counting
    WHERE price.price_amount IS NOT NULL
)"""  # noqa: S608 a constant of this module

# Needs the parameters `ids` and `channel`.
WANTED_IN_CHANNEL = """
wanted AS MATERIALIZED (
    SELECT DISTINCT asked.id AS variant_id, channel.id AS channel_id
    FROM unnest(%(ids)s::int[]) AS asked (id)
    JOIN channel_channel AS channel ON channel.slug = %(channel)s
)"""
# Needs the parameters `ids` and `channels`, two lists of one length.
WANTED_PAIRS = """
wanted AS MATERIALIZED (
    SELECT DISTINCT asked.id AS variant_id, channel.id AS channel_id
    FROM unnest(%(ids)s::int[], %(channels)s::text[]) AS asked (id, slug)
    JOIN channel_channel AS channel ON channel.slug = asked.slug
)"""

# How a `variant` and its `product` are shown: their names in one of the languages, the best first,
# and the first picture, a variant's own before the product's.
SHOWN = """
LEFT JOIN LATERAL (
    SELECT name FROM product_productvarianttranslation
    WHERE product_variant_id = variant.id AND language_code = ANY(%(languages)s::text[])
    ORDER BY array_position(%(languages)s::text[], language_code::text) LIMIT 1
) AS own_name ON true
LEFT JOIN LATERAL (
    SELECT name FROM product_producttranslation
    WHERE product_id = product.id AND language_code = ANY(%(languages)s::text[])
    ORDER BY array_position(%(languages)s::text[], language_code::text) LIMIT 1
) AS shown_name ON true
LEFT JOIN LATERAL (
    SELECT media.id
    FROM product_productmedia AS media
    LEFT JOIN product_variantmedia AS shown
      ON shown.media_id = media.id AND shown.variant_id = variant.id
    WHERE media.product_id = product.id AND media.type = 'IMAGE' AND media.image <> ''
    ORDER BY shown.id IS NULL, media.sort_order, media.id LIMIT 1
) AS picture ON true
"""

VARIANTS = f"""
WITH {WANTED_IN_CHANNEL}, {OFFERS}
SELECT offer.variant_id, offer.product_id, product.category_id,
       coalesce(nullif(own_name.name, ''), variant.name) AS name,
       coalesce(nullif(shown_name.name, ''), product.name) AS product_name,
       product.slug, picture.id AS picture_id,
       offer.price, offer.undiscounted_price, offer.currency, offer.is_available, offer.pieces
FROM offer
JOIN product_productvariant AS variant ON variant.id = offer.variant_id
JOIN product_product AS product ON product.id = offer.product_id
{SHOWN}"""  # noqa: S608 only constants of this module

OFFERED = f"""
WITH {WANTED_PAIRS}, {OFFERS}
SELECT offer.variant_id, channel.slug, offer.price, offer.currency, offer.is_available
FROM offer JOIN channel_channel AS channel ON channel.id = offer.channel_id
"""  # noqa: S608 only constants of this module

# Of each other product only the cheapest variant; the nearest products are those that share the
# most collections, then those whose price is the closest.
RELATED = f"""
WITH bought AS MATERIALIZED (
    SELECT product.id AS product_id, product.category_id, channel.id AS channel_id,
           (SELECT min(coalesce(price.discounted_price_amount, price.price_amount))
            FROM product_productvariant AS variant
            JOIN product_productvariantchannellisting AS price ON price.variant_id = variant.id
            WHERE variant.product_id = product.id AND price.channel_id = channel.id) AS price
    FROM product_product AS product
    JOIN channel_channel AS channel ON channel.slug = %(channel)s
    WHERE product.id = ANY(%(ids)s::int[]) AND product.category_id IS NOT NULL
), wanted AS MATERIALIZED (
    SELECT DISTINCT variant.id AS variant_id, bought.channel_id
    FROM bought
    JOIN product_product AS other ON other.category_id = bought.category_id
    JOIN product_productvariant AS variant ON variant.product_id = other.id
    WHERE NOT (other.id = ANY(%(without)s::int[]))
), {OFFERS}, cheapest AS (
    SELECT DISTINCT ON (offer.product_id) offer.product_id, offer.variant_id, offer.price
    FROM offer WHERE offer.is_available
    ORDER BY offer.product_id, offer.price, offer.variant_id
), ranked AS (
    SELECT bought.product_id, cheapest.variant_id,
           row_number() OVER (
               PARTITION BY bought.product_id
               ORDER BY shared.collections DESC,
                        abs(cheapest.price - coalesce(bought.price, cheapest.price)),
                        cheapest.product_id
           ) AS place
    FROM bought
    JOIN product_product AS other
      ON other.category_id = bought.category_id AND other.id <> bought.product_id
    JOIN cheapest ON cheapest.product_id = other.id
    CROSS JOIN LATERAL (
        SELECT count(*) AS collections
        FROM product_collectionproduct AS theirs
        JOIN product_collectionproduct AS ours ON ours.collection_id = theirs.collection_id
        WHERE theirs.product_id = other.id AND ours.product_id = bought.product_id
    ) AS shared
)
SELECT product_id, array_agg(variant_id ORDER BY place)
FROM ranked WHERE place <= %(each)s GROUP BY product_id
"""  # noqa: S608 only constants of this module

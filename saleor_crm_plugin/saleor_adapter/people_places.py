"""Where people live, by the shop's addresses: a part of a statement over many people at once."""

# Over two queries of the caller's: `account` (profile_id, user_id) and `latest` (profile_id,
# order_id). The account's own choice comes first, then where the last order went.
PLACES = """
    SELECT profile_id,
           coalesce(address.country, '') AS country,
           lower(left(coalesce(address.country_area, ''), 128)) AS area,
           lower(left(coalesce(address.city, ''), 256)) AS city,
           lower(left(coalesce(address.postal_code, ''), 20)) AS postal_code,
           lower(coalesce(lives.language, '')) AS language
    FROM (
        SELECT profile_id, owner.language_code AS language,
               coalesce(
                   owner.default_shipping_address_id, owner.default_billing_address_id,
                   sold.shipping_address_id, sold.billing_address_id
               ) AS address_id
        FROM account FULL JOIN latest USING (profile_id)
        LEFT JOIN account_user AS owner ON owner.id = account.user_id
        LEFT JOIN order_order AS sold ON sold.id = latest.order_id
    ) AS lives
    LEFT JOIN account_address AS address ON address.id = lives.address_id"""

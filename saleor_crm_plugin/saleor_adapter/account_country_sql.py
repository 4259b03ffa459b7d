"""Which of an account's addresses is the person's: a part of statements about accounts."""

# Beside a row `account` of the shop's accounts. The address that people chose as theirs, else the
# one they gave last, which is looked up only where nothing was chosen.
ADDRESSES = """
LEFT JOIN account_address AS shipping ON shipping.id = account.default_shipping_address_id
LEFT JOIN account_address AS billing ON billing.id = account.default_billing_address_id
LEFT JOIN LATERAL (
    SELECT address.country, address.city, address.country_area, address.postal_code
    FROM account_user_addresses AS kept
    JOIN account_address AS address ON address.id = kept.address_id
    WHERE kept.user_id = account.id
      AND account.default_shipping_address_id IS NULL
      AND account.default_billing_address_id IS NULL
    ORDER BY address.id DESC LIMIT 1
) AS latest ON true
"""
COUNTRY = "coalesce(shipping.country, billing.country, latest.country, '')"

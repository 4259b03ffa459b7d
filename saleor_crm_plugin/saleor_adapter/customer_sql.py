"""The one statement that reads accounts as they are now.

An account's e-mail is proven by a password set through a mailed link, or by a confirmed change of
address, unless staff have assigned this very address since then. Saleor writes the assignment
into the history of the member of staff (or app), not of the customer.
"""

CUSTOMERS = """
WITH account AS MATERIALIZED (
    SELECT id, email, first_name, last_name, date_joined, is_active, is_staff, is_confirmed,
           language_code
    FROM account_user WHERE id = ANY(%(ids)s::int[])
), proof AS (
    SELECT event.user_id, max(event.date) AS proven_at
    FROM account_customerevent AS event
    WHERE event.user_id = ANY(%(ids)s::int[])
      AND event.type IN ('password_reset', 'email_changed')
    GROUP BY event.user_id
), assigned AS (
    SELECT lower(event.parameters ->> 'message') AS email, max(event.date) AS assigned_at
    FROM account_customerevent AS event
    WHERE (event.user_id IS NULL OR event.user_id IN (SELECT id FROM account_user WHERE is_staff))
      AND event.type = 'email_assigned'
      AND lower(event.parameters ->> 'message') IN (
          SELECT lower(account.email) FROM account JOIN proof ON proof.user_id = account.id
      )
    GROUP BY 1
)
SELECT account.id, account.email, account.first_name, account.last_name, account.date_joined,
       account.is_active, account.is_staff, account.is_confirmed, account.language_code,
       proof.proven_at IS NOT NULL
         AND (assigned.assigned_at IS NULL OR proof.proven_at > assigned.assigned_at)
         AS has_verified_email
FROM account
LEFT JOIN proof ON proof.user_id = account.id
LEFT JOIN assigned ON assigned.email = lower(account.email)
"""

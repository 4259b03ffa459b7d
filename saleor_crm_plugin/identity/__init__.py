"""Who people are: profiles, and the identifiers by which the shop and we recognize them.

A *profile* is a person, with or without an account. An *identifier* is a value that points to a
profile: `verified` ones are proven, `guest` ones are what a guest typed, `claimed` ones are what
an unconfirmed account says and lead nobody anywhere. Personal text stands in side tables only
(`crm_identifier_value`, `crm_person_name`); erasing a person deletes those rows.

Others may call `actions.resolve`, `actions.names`, `actions.accounts`, `actions.erase`,
`queries`, and register their rows about people in `person_data`.
"""

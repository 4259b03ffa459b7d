"""What one printed GraphQL schema has more than another."""

from runner.schema_additions import additions, definitions, lost

BEFORE = '''schema {
  query: Query
}

"""A person with an account."""
type User implements Node {
  id: ID!

  """
  Where they live.

  Added in 3.0.
  """
  addresses(
    """How many."""
    first: Int
  ): [String!]!
}

scalar Date

directive @doc(
  """The title."""
  category: String!
) on FIELD_DEFINITION

directive @plain on ENUM

enum Color {
  RED
}
'''

AFTER = '''schema {
  query: Query
}

"""A person with an account."""
type User implements Node {
  id: ID!

  """
  Where they live.

  Added in 3.0.
  """
  addresses(
    """How many."""
    first: Int
  ): [String!]!

  """Points and tier."""
  loyalty(channel: String!): Loyalty
}

"""What a customer holds."""
type Loyalty {
  points: Int!
}

scalar Date

directive @doc(
  """The title."""
  category: String!
) on FIELD_DEFINITION

directive @plain on ENUM

enum Color {
  RED
  GREEN
  BLUE
}
'''

EXPECTED = '''extend type User implements Node {
  """Points and tier."""
  loyalty(channel: String!): Loyalty
}

"""What a customer holds."""
type Loyalty {
  points: Int!
}

extend enum Color {
  GREEN

  BLUE
}
'''


def test_new_types_are_whole_and_known_ones_extended():
    assert additions(BEFORE, AFTER) == EXPECTED


def test_same_schema_adds_nothing():
    assert additions(AFTER, AFTER) == "\n"


def test_nothing_is_lost_by_adding():
    assert lost(BEFORE, AFTER) == []


def test_what_is_lost_is_named():
    assert lost(AFTER, BEFORE) == [
        'type User: """Points and tier."""\n  loyalty(channel: String!): Loyalty',
        "type Loyalty",
        "enum Color: GREEN",
        "enum Color: BLUE",
    ]


def test_every_definition_is_found():
    assert [definition.key for definition in definitions(BEFORE)] == [
        "schema",
        "type User",
        "scalar Date",
        "directive @doc",
        "directive @plain",
        "enum Color",
    ]


def test_longer_union_is_whole():
    assert additions("union Entity = User", "union Entity = User | Order") == (
        "union Entity = User | Order\n"
    )

/**
 * Every document that the kit sends to the shop's own `/graphql/`, with the shopper's token.
 *
 * They can be used without the component. The tests of the plugin send each of them to its schema.
 */

/** The shopper's points in the program of a channel, with tier and the next dates of expiry. */
export const LOYALTY = /* GraphQL */ `
  query CrmKitLoyalty($channel: String!) {
    me {
      id
      firstName
      loyalty(channel: $channel) {
        balance
        pending
        reserved
        owed
        leftAt
        pointsEndAt
        acceptedTerms
        program {
          id
          name
          unitName
          termsVersion
          ladder {
            basis
            tiers {
              code
              name
              description
              multiplier
              hasEarlyAccess
            }
          }
        }
        tier {
          tier
          name
          nextTier
          nextTierName
          counted {
            currency
            value
          }
          missing {
            currency
            value
          }
          graceEndsAt
          invitedUntil
        }
        nextExpiries(first: 3) {
          expiresAt
          points
        }
      }
    }
  }
`;

/** One page of the movements of the shopper's points, newest first. */
export const HISTORY = /* GraphQL */ `
  query CrmKitHistory($channel: String!, $first: Int!, $after: String) {
    me {
      id
      loyalty(channel: $channel) {
        history(first: $first, after: $after) {
          pageInfo {
            hasNextPage
            endCursor
          }
          edges {
            node {
              id
              kind
              occurredAt
              points
              available
              pending
              reason
            }
          }
        }
      }
    }
  }
`;

/** What the shopper allows, the lists that there are, and the words by which the shop asks. */
export const PREFERENCES = /* GraphQL */ `
  query CrmKitPreferences($language: String!) {
    me {
      id
      crmPreferences {
        consents {
          channel
          purpose
          listCode
          status
          changedAt
        }
      }
    }
    crmMessageLists(language: $language) {
      code
      name
    }
    crmConsentWordings(language: $language) {
      id
      purpose
      text
    }
  }
`;

/** Grant or withdraw; what is not named stays as it is. */
export const PREFERENCES_UPDATE = /* GraphQL */ `
  mutation CrmKitPreferencesUpdate($input: [CrmPreferenceInput!]!) {
    result: crmPreferencesUpdate(input: $input) {
      preferences {
        consents {
          channel
          purpose
          listCode
          status
          changedAt
        }
      }
      errors {
        field
        code
        message
      }
    }
  }
`;

/** What is to be shown at a place of the storefront now. */
export const MESSAGES = /* GraphQL */ `
  query CrmKitMessages($placement: String!) {
    crmOnsiteMessages(placement: $placement) {
      id
      title
      text
      html
    }
  }
`;

/** Tell that messages were on the screen. */
export const MESSAGES_SEEN = /* GraphQL */ `
  mutation CrmKitMessagesSeen($ids: [ID!]!) {
    result: crmOnsiteMessagesSeen(ids: $ids) {
      errors {
        field
        code
        message
      }
    }
  }
`;

/** Tell that a message's link was followed. */
export const MESSAGE_CLICKED = /* GraphQL */ `
  mutation CrmKitMessageClicked($id: ID!) {
    result: crmOnsiteMessageClicked(id: $id) {
      errors {
        field
        code
        message
      }
    }
  }
`;

/** Have a message shown no more. */
export const MESSAGE_DISMISS = /* GraphQL */ `
  mutation CrmKitMessageDismiss($id: ID!) {
    result: crmOnsiteMessageDismiss(id: $id) {
      errors {
        field
        code
        message
      }
    }
  }
`;

/** Accept the terms, and take part (again). */
export const JOIN = /* GraphQL */ `
  mutation CrmKitJoin($program: ID!, $termsVersion: String) {
    result: crmLoyaltyJoin(program: $program, termsVersion: $termsVersion) {
      loyalty {
        leftAt
      }
      errors {
        field
        code
        message
      }
    }
  }
`;

/** Leave the program; the answer says until when the points stay. */
export const LEAVE = /* GraphQL */ `
  mutation CrmKitLeave($program: ID!) {
    result: crmLoyaltyLeave(program: $program) {
      loyalty {
        leftAt
        pointsEndAt
      }
      errors {
        field
        code
        message
      }
    }
  }
`;

/** What an order has earned by now; for the page that thanks for it. */
export const ORDER_POINTS = /* GraphQL */ `
  query CrmKitOrderPoints($id: ID!) {
    order(id: $id) {
      id
      loyaltyPoints
    }
  }
`;

"""Pure decisions: whose an event is, when it happened, and which words a text is about."""

"""Pure decisions about messages: plain values in, plain values out, no clock and no database."""

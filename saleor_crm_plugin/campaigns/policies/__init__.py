"""Pure decisions about campaigns: plain values in, plain values out."""

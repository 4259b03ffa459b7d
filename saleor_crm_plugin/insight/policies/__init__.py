"""Pure decisions of insight: plain values in, plain values out."""

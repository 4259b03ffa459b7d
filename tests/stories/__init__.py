"""What a merchant would tell: through the shop's own operations, to what members see."""

"""What a shop goes through, told as the mutations that people and apps would send."""

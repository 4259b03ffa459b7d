"""The books of points: reference, machines, worked examples, races."""

"""The builder of a rule of one's own."""

"""Field verification: whom to visit and why, what the verdicts say of each source. Pure."""

"""Roles, accounts and the identity vault: who may see persons, and a line in the log each time."""

"""Metodologi."""

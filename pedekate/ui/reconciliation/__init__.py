"""Padanan data: registries compared, waves, linkage, quality."""

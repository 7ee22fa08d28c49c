"""Dated, sourced, bounded values of the world: one TOML a parameter in `data/parameter/`."""

from pedekate.parameters.loader import Parameter, Value, load, names

__all__ = ["Parameter", "Value", "load", "names"]

"""Cakupan program."""

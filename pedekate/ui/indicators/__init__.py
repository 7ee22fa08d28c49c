"""Indikator: one indicator, sets of criteria, priority of kelurahan."""

"""Pieces every page is built from: HTML text, tables, figures, filters, formats."""

"""Simulasi: the cached doors to runs and draws, and the page's sections."""

"""Simulasi: cached doors to runs and draws, controls, section "Hasil"; a folder a section."""

"""Unggah berkas: hand over, map, try, load."""

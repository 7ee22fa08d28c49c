"""Section "Seberapa yakin"."""

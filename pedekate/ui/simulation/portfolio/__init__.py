"""Section "Banyak program"."""

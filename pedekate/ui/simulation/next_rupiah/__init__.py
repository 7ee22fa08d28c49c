"""Section "Rupiah berikutnya"."""

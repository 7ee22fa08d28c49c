"""Section "Pemenang dan kelompok"."""

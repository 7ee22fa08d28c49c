"""Section "Skenario", and saving and opening one."""

"""PeDeKaTe SAM: poverty register, maps and budget simulation of Kota Malang."""

__version__ = "0.1.0"

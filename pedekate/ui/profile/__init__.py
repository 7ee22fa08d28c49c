"""Profil kelurahan."""

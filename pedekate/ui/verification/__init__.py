"""Verifikasi: progress, worksheets, samples, doubtful pairs, errors of sources."""

"""The same tables as files: with filters, date and fingerprint on them."""

"""One kelurahan on one page: its figures read and protected once, for screen and paper alike."""

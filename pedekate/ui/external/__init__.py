"""Tables of published figures per area: their home, map, list and indicator page."""

"""What looks across rooms: the front page, a city's own page."""

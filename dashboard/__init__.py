"""What looks across rooms: milestones, what all the measures cover, the front page, a city's own page."""

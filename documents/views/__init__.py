"""Pages about documents: frozen versions and their prints, routes, and what lies before the politicians."""

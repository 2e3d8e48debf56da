"""One factory per model, a file per room, no surprises in them."""

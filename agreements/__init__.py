"""What cities and state promise one another. The room is built and waits for its first table."""

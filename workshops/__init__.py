"""Gatherings, parallel sessions, ideas that become measures. The room is built and waits for its first table."""

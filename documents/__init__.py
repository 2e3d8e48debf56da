"""Freezes a text as it stood, prints it, keeps it, and lays it before those who decide."""

"""Stored files, kept by the hash of what is in them."""

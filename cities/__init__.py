"""Knows parties, cities, people and roles, and opens or shuts the door."""

"""Outgoing letters as rows: written with the act that sends them, delivered by the worker."""

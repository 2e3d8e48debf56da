"""Remembers each act: who, when, what, before, after – also when the thing is gone."""

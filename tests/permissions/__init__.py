"""The permission walk: who gets what, at every address, against tables written by hand in Norwegian."""

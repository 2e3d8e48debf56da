"""Gatherings of the network: when and where, workshops in parallel, campaigns, and what is on the agenda."""

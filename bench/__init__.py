"""What the house may cost: figures with budgets, measured by `make bench` (`python -m bench` beside running servers).

A new figure is a small function in a file of its topic, and a line in `figures.py`.
"""

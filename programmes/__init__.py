"""Holds each city's programme and its elements: strategies, goals, instruments, measures."""

"""Starts the house: what the machine lacks, the embedded servers, and the processes of the application.

`prepare` runs before the virtual environment exists and uses only Python itself. `servers` starts PostgreSQL and
Valkey for as long as somebody uses them; a `warden` watches over them. `supervisor` runs web, worker and beat.
"""

"""Long work as rows: claim, lease, finish, sweep. Redis only rings the bell."""

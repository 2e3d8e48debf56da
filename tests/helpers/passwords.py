"""Passwords are tried by the dozen in some tests, and Argon2 takes its time on purpose.

That they are kept by Argon2 is tested in tests/cities/.
"""

QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]

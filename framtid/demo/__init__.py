"""The demonstration: the real network of 2008–2014 with sourced facts, and made-up people to sign in as."""

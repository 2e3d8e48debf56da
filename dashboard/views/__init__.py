"""Request → one question or one act → answer."""

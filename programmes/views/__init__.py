"""Request → one act or one question → answer."""

"""Values in text: one kind a file."""

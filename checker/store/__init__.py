"""What is already known."""

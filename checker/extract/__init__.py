"""Clean text to claims."""

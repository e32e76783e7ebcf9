"""Documents to clean text: one repair a file."""

"""Files to documents: one input format a file."""

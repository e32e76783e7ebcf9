"""Claims to pairs."""

"""Words as data, and how they are loaded."""

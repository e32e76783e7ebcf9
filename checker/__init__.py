"""Tells an editor where sources contradict one another."""

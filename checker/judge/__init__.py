"""Pairs to findings."""

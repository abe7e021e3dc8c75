"""Asking for an admission and deciding on it."""

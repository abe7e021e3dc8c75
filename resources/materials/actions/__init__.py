"""Sharing materials, and reviewing what is shared."""

"""Asking for data, and answering."""

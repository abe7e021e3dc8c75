"""Asking for data, filling it in, and looking through what came."""

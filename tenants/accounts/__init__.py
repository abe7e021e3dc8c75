"""Accounts. Every district keeps its own; platform operators' accounts lie in the public schema."""

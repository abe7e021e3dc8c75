"""Drafting and issuing bulletins, and signing for them."""

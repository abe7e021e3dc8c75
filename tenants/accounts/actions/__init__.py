"""Writing accounts."""

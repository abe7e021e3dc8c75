"""What people do to their own preferences."""

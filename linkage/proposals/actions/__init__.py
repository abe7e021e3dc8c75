"""What can be done to proposals."""

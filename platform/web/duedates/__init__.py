"""What is due when, as pages and files."""

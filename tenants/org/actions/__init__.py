"""Writing places, units, posts, grants and settings."""

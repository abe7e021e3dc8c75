"""Pages of problems and rectifications."""

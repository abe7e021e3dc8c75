"""Applying for a project, carrying it out, and judging it."""

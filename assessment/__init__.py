"""Quarterly reports and, later, standards, scoring and honours."""

"""Notices to people, made by the worker from events."""

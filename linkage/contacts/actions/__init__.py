"""Naming weak places, binding leaders to places, and recording visits."""

"""The types of the interface, one module for each part of the domain."""

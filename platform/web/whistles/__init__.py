"""Pages of whistles and of the responses of departments."""

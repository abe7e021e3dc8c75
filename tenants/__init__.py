"""Districts as tenants, their places and their people."""

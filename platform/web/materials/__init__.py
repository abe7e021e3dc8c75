"""资料共享 on pages."""

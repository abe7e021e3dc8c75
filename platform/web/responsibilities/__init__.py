"""责任清单 on pages."""

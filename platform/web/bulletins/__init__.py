"""通知通报 on pages."""

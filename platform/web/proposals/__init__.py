"""提案办理 on pages."""

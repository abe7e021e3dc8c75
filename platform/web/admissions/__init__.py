"""职责下沉准入 on pages."""

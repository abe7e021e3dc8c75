"""职责下沉准入: departments ask before they put work on subdistricts and communities (S2 §二(二))."""

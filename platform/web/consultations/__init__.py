"""Pages of consultations and of the appraisal of outposts (五项权力)."""

"""What can be done about consultations and appraisals."""

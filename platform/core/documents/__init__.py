"""Documents for an office: Word in the form of GB/T 9704; the same bytes for the same content."""

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

"""From a page image to text, fields and a searchable PDF/A; knows nothing of dossiers."""

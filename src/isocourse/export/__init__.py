"""What leaves the record: the visit sheet, CSV, JSON, FHIR. Pure functions over results; others write the files."""

"""What leaves the record: calendar, visit sheet, CSV, JSON, FHIR. Pure functions over finished results."""

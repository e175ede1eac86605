"""The record as FHIR R4, for a system that reads it."""

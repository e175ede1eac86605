"""The record's entries as types, and what follows from them: doses, capsules, dates. Pure."""

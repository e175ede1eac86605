"""The topics of the guide, and the search in them. Pure."""

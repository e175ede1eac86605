"""A private companion for one course of isotretinoin."""

__version__ = "0.1.0"

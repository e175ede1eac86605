"""What people type, read once; each refusal says what would have been right."""

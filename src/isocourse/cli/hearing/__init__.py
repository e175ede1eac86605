"""What is heard in a patient's words, and the alarm that it asks for."""

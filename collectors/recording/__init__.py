"""What was seen and read becomes rows of the store: once each, whole or not at all."""

"""The package above `concurrent.futures`."""

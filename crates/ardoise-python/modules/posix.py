"""The operating system is not there; `os` is what notebooks have of it."""

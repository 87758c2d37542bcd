"""Import: whatever holds a press release, made into a release of the archive."""

"""From the built site to where the public reads it: one plan for every kind of target."""

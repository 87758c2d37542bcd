"""The commands, a module each: its options, the one function it calls, and what it says.

What a command needs is imported inside it, so that `--help` answers at once.
"""

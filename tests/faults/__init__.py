"""Processes of ours that stop at the worst moment, so that a test can kill them there."""

"""Finished films to where their owner wants them sent."""

"""
How a film is directed: moves, transitions and when the points of a slide appear.

Rule: everything here is a pure function of the words, the pictures' shapes, the pacing and the seed.
"""

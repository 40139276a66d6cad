"""
Who does each part of a film, and who stands in.

Rule 1: whoever is named does it, or it is an error; nobody stands in for them.

Rule 2: of a tier, the first that can be asked does it, and when they fail, the next; every switch is told, with the
reason.

Rule 3: whoever was not asked for is not asked: without a wish, films are made on this machine.
"""

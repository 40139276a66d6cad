"""
What language models are told, as data: a folder for each version, which changes only by a new one.
"""

"""
What a new user is led through: how far they have got, and what they say on the way.

What they say goes where it belongs, paths into the owner's document and keys into the vault; kept here is only how far
the wizard has got, and never a key.
"""

"""
The one way out of this machine.

Rule 1: no other room opens a connection; an import contract holds the library to it.

Rule 2: what may not leave is refused here, in one place: offline mode, private addresses, budgets.

Rule 3: a key goes to its provider's own address, in a header where the API takes one, and never along a redirect.
"""

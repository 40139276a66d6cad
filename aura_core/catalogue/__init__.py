"""
Providers as pages about them show them: who there is, how they are, what they cost, and what their owner told them.

What is known of somebody who is asked is what the calls to them came to (:mod:`aura_core.outbound.calls`), and what their
owner has decided is the settings; nothing is kept here.
"""

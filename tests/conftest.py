"""
What every test stands on.

``HYPOTHESIS_PROFILE`` chooses how long properties are searched: ``dev`` (the default), ``ci`` or ``deep``.
"""

import os

from hypothesis import settings


# No deadline: how long an example takes depends on who else uses the machine.
settings.register_profile("dev", max_examples=20, deadline=None)
settings.register_profile("ci", max_examples=100, deadline=None, derandomize=True, print_blob=True)
settings.register_profile("deep", max_examples=5000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))

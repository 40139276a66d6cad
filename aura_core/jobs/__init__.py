"""
Films in the background, durable: the only room that knows DBOS.

::

    async with Jobs(Settings.from_environment()) as jobs:
        job = await jobs.create(JobRequest(brief=Brief("How tides work")))
        async for event in jobs.events(job.id):
            print(event)
"""

from aura_core.jobs.jobs import Jobs


__all__ = ["Jobs"]

"""
From what clients ask for to the film they mean.
"""

from aura_core.ordering.orders import order_of
from aura_core.ordering.pinning import is_address, pinned, unpinned, with_pictures
from aura_core.ordering.reading import orders_of, read_batch, read_request
from aura_core.ordering.requests import request_of_demo, request_of_enqueued, request_of_video


__all__ = [
    "is_address",
    "order_of",
    "orders_of",
    "pinned",
    "read_batch",
    "read_request",
    "request_of_demo",
    "request_of_enqueued",
    "request_of_video",
    "unpinned",
    "with_pictures",
]

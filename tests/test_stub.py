"""A service on 127.0.0.1, from when it is there to when it is gone."""

import gc
import socket
import threading
import warnings

from aura_core.testing.stub import Answer, Stub


class TestLeaving:
    def test_closes_what_it_had_no_time_for(self, monkeypatch):
        """
        Somebody connects while an answer is made, and the service ends before it has heard of that.
        """
        entered, leaving = threading.Event(), threading.Event()

        def dawdle(asked):
            entered.set()
            leaving.wait(60)
            return Answer({})

        with warnings.catch_warnings(record=True) as seen:
            warnings.simplefilter("always")
            with Stub({("GET", "/"): dawdle}) as stub, socket.socket() as first, socket.socket() as second:
                first.connect(("127.0.0.1", stub.port))
                first.sendall(b"GET / HTTP/1.1\r\n\r\n")
                entered.wait(60)
                second.connect(("127.0.0.1", stub.port))
                # The answer is there only once the service has been told to end.
                ended = stub._thread.join
                monkeypatch.setattr(stub._thread, "join", lambda: (leaving.set(), ended()))
            gc.collect()

        assert [] == [str(one.message) for one in seen]

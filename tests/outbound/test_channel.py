"""
The way to a provider, over real HTTP.
"""

import asyncio
import contextlib
import email.utils
import json
import subprocess
import sys
import threading
import time

import attrs
import pytest

from aura_core.errors import BudgetError, OfflineError, ProviderError
from aura_core.model.apis import Api
from aura_core.model.policy import BreakerRule, Proxies
from aura_core.model.provider import Account
from aura_core.outbound.call import Call
from aura_core.outbound.charge import Charge
from aura_core.testing.stub import Answer, Fault, Stub
from aura_core.verdicts import Verdict

from .conftest import GREETER, HELLO, IMPATIENT, KEY, QUICK, Greeting


PAID = Call("POST", "hello", json={"name": "Ada"}, kept=True)

SLOW = {Fault.TIMEOUT, Fault.TRICKLE}


def _failed(way, call=HELLO, **options):
    with pytest.raises(ProviderError) as caught:
        way.ask(call, **options)
    error = caught.value
    assert ("greeter", "script") == (error.provider, error.stage)
    assert error.remedy
    assert KEY not in f"{error!r} {error} {error.remedy} {error.__cause__!r} {error.__context__!r}"
    return error


class TestAsking:
    def test_gives_what_is_answered(self, way, service):
        """
        The key goes into its header, the query into the URL, and what comes back is a value.
        """
        assert Greeting("world", 7) == way().ask(attrs.evolve(HELLO, query={"to": "a b&c"}))
        (asked,) = service.asked
        assert (f"Bearer {KEY}", {"to": "a b&c"}) == (asked.headers["authorization"], asked.query)

    def test_puts_the_key_where_the_api_takes_it(self, way, service):
        """
        In a header of its own, or where there is no other way in the query.
        """
        way(attrs.evolve(GREETER, api=Api(key_header="xi-api-key", key_form="{key}", version="v1"))).ask()
        way(attrs.evolve(GREETER, api=Api(key_header="", key_query="key", version="v1"))).ask()

        assert KEY == service.asked[0].headers["xi-api-key"]
        assert {"key": KEY} == service.asked[1].query
        assert "authorization" not in service.asked[1].headers

    def test_sends_forms(self, way, service):
        """
        A form of several parts arrives as one.
        """
        service.routes[("POST", "/v1/form")] = lambda asked: Answer({"hello": asked.body.decode()})

        said = way().ask(Call("POST", "form", form={"prompt": "a fox", "seed": "7"})).hello

        assert 'name="prompt"\r\n\r\na fox\r\n' in said
        assert service.asked[0].headers["content-type"].startswith("multipart/form-data; boundary=")

    def test_notes_what_it_cost(self, way):
        """
        Every call is noted, with what the provider says that it took.
        """
        made = way()
        made.ask(attrs.evolve(HELLO, model="small"), charge=lambda said: Charge(tokens_out=said.tokens, dollars=0.25))

        (record,) = made.records
        assert ("film", "script", "greeter", "small", None) == (
            record.run,
            record.stage,
            record.provider,
            record.model,
            record.verdict,
        )
        assert Charge(0, 7, 0, 0.25) == record.charge
        assert record.seconds > 0


class TestFailing:
    @pytest.mark.parametrize("fault", Fault)
    def test_says_what_went_wrong(self, way, service, fault):
        """
        Each way to fail has its verdict, names provider and step, and tells nothing of the key.
        """
        service.fault = fault

        assert fault.verdict is _failed(way(), attrs.evolve(HELLO, **IMPATIENT) if fault in SLOW else HELLO).verdict

    @pytest.mark.parametrize(
        ("status", "body", "verdict"),
        [
            (402, {}, Verdict.QUOTA),
            (429, {"error": {"code": "insufficient_quota", "message": "No credit."}}, Verdict.QUOTA),
            (401, {"detail": {"status": "quota_exceeded", "message": "No credit."}}, Verdict.QUOTA),
            (400, {"error": {"code": "content_policy_violation", "message": "No."}}, Verdict.CONTENT_POLICY),
            (400, {"error": {"message": "temperature is too high"}}, Verdict.REJECTED),
            (404, {"error": {"code": "model_not_found", "message": "No such model."}}, Verdict.MODEL_NOT_FOUND),
            (529, {"type": "error", "error": {"type": "overloaded_error"}}, Verdict.SERVER_ERROR),
            (503, b"<html>Down for maintenance</html>", Verdict.SERVER_ERROR),
            (418, b"\xff\xfe", Verdict.REJECTED),
            (403, b"Rate Limit Exceeded\n", Verdict.RATE_LIMITED),
            (400, b"[ERROR 400] Invalid or missing API key.", Verdict.UNAUTHORIZED),
        ],
    )
    def test_listens_to_what_the_provider_says(self, way, service, status, body, verdict):
        """
        The words in the body of an error say more than its status.
        """
        service.once = [Answer(body, status)] * QUICK.attempts

        error = _failed(way())

        assert verdict is error.verdict
        if isinstance(body, dict) and "message" in body.get("error", {}):
            assert body["error"]["message"].removesuffix(".") in str(error)
        assert "<" not in str(error)

    def test_refuses_answers_without_end(self, way, service):
        """
        What is larger than any sensible answer is not read to its end.
        """
        service.once = [Answer(b'"' + b"x" * 100_000)]

        assert Verdict.TOO_LARGE is _failed(way(), attrs.evolve(HELLO, largest=10_000)).verdict

    @pytest.mark.parametrize(
        ("key", "verdict", "code"),
        [
            ("", Verdict.NOT_CONFIGURED, "E305-NOT_CONFIGURED"),
            ("greet-123", Verdict.KEY_FORMAT, "E306-KEY_FORMAT"),
            (f"{KEY}\n", Verdict.KEY_FORMAT, "E306-KEY_FORMAT"),
            (f"“{KEY}”", Verdict.KEY_FORMAT, "E306-KEY_FORMAT"),
        ],
    )
    def test_asks_nobody_with_a_key_that_is_none(self, way, service, key, verdict, code):
        """
        A key that is missing or malformed is found out without sending it anywhere.
        """
        made = way()
        made.channel = made.outbound.channel(GREETER, Account(key=key, address=service.url), "script")

        error = _failed(made)

        assert (verdict, code) == (error.verdict, error.code)
        assert "https://greeter.example/keys" in error.remedy
        assert [] == service.asked

    def test_refuses_an_address_that_is_none(self, way):
        """
        What cannot be an address is found out before anything is asked.
        """
        with pytest.raises(ProviderError) as caught:
            way().outbound.channel(GREETER, Account(key=KEY, address="not an address"), "script")

        assert Verdict.NOT_CONFIGURED is caught.value.verdict


class TestTryingAgain:
    @pytest.mark.parametrize("fault", [Fault.RATE_LIMITED, Fault.SERVER_ERROR, Fault.RESET, Fault.TRUNCATED])
    def test_asks_again_what_only_reads(self, way, service, fault):
        """
        What passes by itself is waited for.
        """
        service.once = [fault, fault]
        made = way()

        assert "world" == made.ask().hello
        assert [fault.verdict.value] * 2 + [None] == [record.verdict for record in made.records]

    @pytest.mark.parametrize("fault", [Fault.TIMEOUT, Fault.RESET, Fault.TRUNCATED])
    def test_does_not_pay_twice(self, way, service, fault):
        """
        A call that may have been done, and paid for, is not made again by itself.
        """
        service.once = [fault]

        assert fault.verdict is _failed(way(), attrs.evolve(PAID, **IMPATIENT) if fault in SLOW else PAID).verdict
        assert 1 == len(service.asked)

    @pytest.mark.parametrize("fault", [Fault.RATE_LIMITED, Fault.SERVER_ERROR])
    def test_asks_again_what_was_not_done(self, way, service, fault):
        """
        Who says that nothing was done is asked again.
        """
        service.once = [fault]

        assert "Ada" == way().ask(PAID).hello

    @pytest.mark.parametrize("fault", [Fault.UNAUTHORIZED, Fault.FORBIDDEN, Fault.NOT_FOUND, Fault.WRONG_TYPE])
    def test_does_not_ask_again_in_vain(self, way, service, fault):
        """
        What does not pass is not tried again.
        """
        service.fault = fault
        _failed(way())

        assert 1 == len(service.asked)

    def test_waits_as_long_as_it_is_told_to(self, way, service):
        """
        ``Retry-After`` counts as seconds and as a date, for every call to the provider; what is too long is refused.
        """
        service.retry_after = "3600"
        service.once = [Fault.RATE_LIMITED]
        made = way()

        error = _failed(made)

        assert 3600 == error.retry_after
        assert 1 == len(service.asked)
        later = _failed(made)
        assert Verdict.RATE_LIMITED is later.verdict
        assert 3590 < later.retry_after <= 3600
        assert 1 == len(service.asked)

    def test_reads_dates(self, way, service):
        """
        A date in the past means now.
        """
        service.retry_after = email.utils.formatdate(time.time() - 60, usegmt=True)
        service.once = [Fault.RATE_LIMITED]

        assert "world" == way().ask().hello


class TestKeeping:
    def test_asks_once(self, way, service):
        """
        The same call is a look-up, also for who comes later; another one is not.
        """
        made = way()

        assert ["Ada", "Ada"] == [made.ask(PAID).hello for _ in range(2)]
        assert "Eve" == made.ask(attrs.evolve(PAID, json={"name": "Eve"})).hello
        assert "Ada" == way().ask(PAID).hello
        assert 2 == len(service.asked) == len(made.records)

    def test_needs_nothing_for_what_is_kept(self, way, service, tmp_path):
        """
        What is there already is given in offline mode and without a key.
        """
        way().ask(PAID)
        offline = way(offline=True)
        offline.channel = offline.outbound.channel(GREETER, Account(address=service.url), "script")

        assert "Ada" == offline.ask(PAID).hello

    @pytest.mark.parametrize("fault", [Fault.MALFORMED, Fault.WRONG_SHAPE, Fault.TRUNCATED, Fault.SERVER_ERROR])
    def test_keeps_nothing_that_is_not_whole(self, way, service, fault):
        """
        What cannot be used is not kept: asked again, the provider answers anew.
        """
        service.once = [fault] * QUICK.attempts
        made = way()
        _failed(made, PAID)
        service.once = []

        assert "Ada" == made.ask(PAID).hello

    def test_survives_a_death_before_it_was_noted(self, way, service, monkeypatch):
        """
        The answer is kept before the call is noted, so that a process that dies in between has not paid in vain.
        """
        made = way()

        def dies(*_):
            raise SystemExit

        monkeypatch.setattr(made.calls, "end", dies)
        with pytest.raises(SystemExit):
            made.ask(PAID)

        assert "Ada" == way().ask(PAID).hello
        assert 1 == len(service.asked)


class TestOffline:
    def test_lets_nothing_out(self, way, service):
        """
        In offline mode nothing is sent, and the error says why.
        """
        made = way(offline=True)

        error = _failed(made)

        assert isinstance(error, OfflineError)
        assert ("E307", False) == (error.code, error.retryable)
        assert [] == service.asked
        assert () == made.records

    def test_lets_through_what_stays_on_this_machine(self, way, service):
        """
        A provider that is local by nature goes on working, unless it is elsewhere.
        """
        local = attrs.evolve(GREETER, local=True)
        made = way(local, offline=True, private=False)

        assert "world" == made.ask().hello
        made.channel = made.outbound.channel(local, Account(key=KEY, address="http://greeter.example"), "script")
        assert Verdict.OFFLINE is _failed(made).verdict


class TestReach:
    def test_of_a_public_provider_is_public(self, way, service):
        """
        A provider that is not local by nature cannot be led into a private network.
        """
        assert Verdict.PRIVATE_ADDRESS is _failed(way(private=False)).verdict
        assert [] == service.asked

    @pytest.mark.parametrize("location", ["/v1/there", "there", "?again=1"])
    def test_follows_what_stays_with_the_host(self, way, service, location):
        """
        A redirect to the same host is followed by what only reads.
        """
        service.routes[("GET", "/v1/there")] = lambda asked: Answer({"hello": "there"})
        service.once = [Answer(status=307, headers={"Location": location})]

        assert way().ask().hello in {"there", "world"}
        assert KEY in service.asked[1].headers["authorization"]

    def test_sends_no_key_elsewhere(self, way, service):
        """
        Another port is another host: the key is not sent there, whatever leads to it.
        """
        with Stub({("GET", "/v1/hello"): lambda asked: Answer({"hello": "thief"})}) as thief:
            service.once = [Answer(status=302, headers={"Location": f"{thief.url}/v1/hello"})]

            assert Verdict.REDIRECTED is _failed(way()).verdict
            assert [] == thief.asked
            assert "thief" == way().ask(attrs.evolve(HELLO, path=f"{thief.url}/v1/hello")).hello
            assert "authorization" not in thief.asked[0].headers

    def test_follows_files_from_host_to_host(self, way, service):
        """
        What needs no key is followed wherever it lies, a few times.
        """
        with Stub({("GET", "/file"): lambda asked: Answer({"hello": "file"})}) as other:
            service.routes[("GET", "/elsewhere")] = lambda asked: Answer(
                status=302, headers={"Location": f"{other.url}/file"}
            )
            other.routes[("GET", "/round")] = lambda asked: Answer(status=302, headers={"Location": "/round"})
            made = way()

            assert "file" == made.ask(attrs.evolve(HELLO, path=f"{other.url}/file")).hello
            error = _failed(made, attrs.evolve(HELLO, path=f"{other.url}/round"))
            assert Verdict.REDIRECTED is error.verdict

    def test_goes_through_proxies(self, way, service, tmp_path):
        """
        The proxy of all, or the provider's own, is asked instead; hosts can be spared.
        """
        address = "http://greeter.example"
        account = Account(key=KEY, address=address)

        made = way(proxies=Proxies(http=service.url))
        made.channel = made.outbound.channel(GREETER, account, "script")
        assert "world" == made.ask().hello

        made = way()
        made.channel = made.outbound.channel(GREETER, attrs.evolve(account, proxy=service.url), "script")
        assert "world" == made.ask().hello
        assert ["greeter.example"] * 2 == [asked.headers["host"] for asked in service.asked]

    @pytest.mark.parametrize(
        ("bypass", "url", "direct"),
        [
            ("", "https://api.example.com/", False),
            ("*", "https://api.example.com/", True),
            ("example.com", "https://api.example.com/", True),
            (".example.com", "https://api.example.com/", True),
            ("*.example.com", "https://api.example.com/", True),
            ("ample.com", "https://api.example.com/", False),
            ("api.example.com:8443", "https://api.example.com:8443/", True),
            ("other.org, api.example.com", "https://api.example.com/", True),
            ("10.0.0.0/8", "https://10.1.2.3/", True),
            ("10.0.0.0/8", "https://11.1.2.3/", False),
        ],
    )
    def test_spares_hosts_as_others_do(self, bypass, url, direct):
        """
        ``NO_PROXY`` is read as curl reads it.
        """
        proxies = Proxies(https="http://proxy.example:3128", bypass=bypass)

        assert (None if direct else "http://proxy.example:3128") == proxies.proxy_for(url)


class TestLimits:
    def test_refuse_what_is_too_dear(self, way, service):
        """
        A call that could go beyond a budget is not made; one that could not is.
        """
        dear = attrs.evolve(HELLO, expected=Charge(dollars=0.6))
        made = way(dollars_a_run=1.0)

        assert "world" == made.ask(dear, charge=lambda _: Charge(dollars=0.5)).hello
        error = _failed(made, dear)
        assert isinstance(error, BudgetError)
        assert "E308-BUDGET" == error.code
        assert "$0.60" in str(error)
        cents = attrs.evolve(HELLO, expected=Charge(dollars=0.0004))
        told = "the call may cost $0.00040, and of the $0.00012 of this film $0.50 are spent"
        assert told in str(_failed(way(dollars_a_run=0.00012), cents))
        assert 1 == len(service.asked)
        assert "world" == made.ask().hello

    @pytest.mark.parametrize("bounds", [{"dollars_a_day": 1.0}, {"dollars_a_month": 1.0}])
    @pytest.mark.parametrize("whose", ["usual", "together"])
    def test_have_days_and_months(self, way, service, bounds, whose):
        """
        Budgets of a day and of a month hold for a provider and for all together, over all films.
        """
        dear = attrs.evolve(HELLO, expected=Charge(dollars=0.6))
        limits = attrs.evolve(QUICK, **bounds)
        way().ask(dear, charge=lambda _: Charge(dollars=0.5))

        assert Verdict.BUDGET is _failed(way(**{whose: limits}), dear).verdict

    def test_hold_for_calls_at_once(self, way, service):
        """
        Several calls at a time cannot together go beyond a budget.
        """
        dear = attrs.evolve(HELLO, expected=Charge(dollars=0.4))
        made = way(dollars_a_run=1.0)

        async def all_at_once():
            calls = (made.channel.json(dear, Greeting, lambda _: Charge(dollars=0.4)) for _ in range(5))
            return await asyncio.gather(*calls, return_exceptions=True)

        found = asyncio.run(all_at_once())

        assert 2 == sum(isinstance(one, Greeting) for one in found)
        assert 3 == sum(isinstance(one, BudgetError) for one in found)

    def test_of_a_minute_are_waited_for_or_refused(self, way, service):
        """
        Beyond what a minute may have, a call is refused when it would have to wait longer than anybody would.
        """
        made = way(usual=attrs.evolve(QUICK, a_minute=2))
        made.ask()
        made.ask()

        error = _failed(made)

        assert Verdict.RATE_LIMITED is error.verdict
        assert 0 < error.retry_after <= 60
        assert 2 == len(service.asked)

    def test_let_so_many_through_at_once(self, way, service):
        """
        No more calls are under way than may be.
        """
        under_way, most = 0, 0

        async def reader(body):
            nonlocal under_way, most
            under_way += 1
            most = max(most, under_way)
            await asyncio.sleep(0)
            await body.whole()
            under_way -= 1

        made = way(usual=attrs.evolve(QUICK, at_once=2))

        async def all_at_once():
            await asyncio.gather(*(made.channel.ask(HELLO, reader) for _ in range(6)))

        asyncio.run(all_at_once())

        assert (6, True) == (len(service.asked), most <= 2)

    def test_count_nothing_that_died(self, way, service, tmp_path):
        """
        Calls that other processes make take places; those of one that was killed take none, though they may have cost.
        """
        program = """if True:
            import sys
            from pathlib import Path
            from aura_core.outbound.calls import CallLog, Planned
            from aura_core.outbound.charge import Charge
            for _ in range(2):
                CallLog(Path(sys.argv[1])).begin(
                    Planned("other", "script", "greeter", "", Charge(dollars=0.5)), lambda past: 0
                )
            print("ready", flush=True)
            sys.stdin.readline()
        """
        made = way(usual=attrs.evolve(QUICK, at_once=2))
        arguments = [sys.executable, "-c", program, str(tmp_path / "calls.db")]
        with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
            assert "ready\n" == other.stdout.readline()
            refused = _failed(made)
            other.kill()
        made.ask()

        assert Verdict.RATE_LIMITED is refused.verdict
        assert [0.5, 0.5] == [record.charge.dollars for record in made.records[:2]]


class TestBreaker:
    def test_leaves_alone_who_is_not_well(self, way, service):
        """
        After failures in a row nothing is sent any more, and the error says for how long, and how it failed last.
        """
        service.fault = Fault.SERVER_ERROR
        made = way(breaker=BreakerRule(failures=3, rest_s=60))
        _failed(made)

        error = _failed(made)

        assert Verdict.BREAKER_OPEN is error.verdict
        assert "3 times in a row (provider out of order)" in str(error)
        assert "status page" in error.remedy
        assert 0 < error.retry_after <= 60
        assert 3 == len(service.asked)

    def test_is_seen_by_all_and_can_be_reset(self, way, service):
        """
        What one way found out holds for the others, until its owner says otherwise.
        """
        service.fault = Fault.SERVER_ERROR
        rule = BreakerRule(failures=3, rest_s=60)
        _failed(way(breaker=rule))
        service.fault = None
        other = way(breaker=rule)

        assert Verdict.BREAKER_OPEN is _failed(other).verdict
        other.calls.reset("greeter")
        assert "world" == other.ask().hello

    def test_tries_again_after_a_rest(self, way, service):
        """
        Rested, it lets calls through, and closes when they go well.
        """
        service.fault = Fault.SERVER_ERROR
        rule = BreakerRule(failures=3, rest_s=0)
        made = way(breaker=rule)
        _failed(made)
        service.fault = None

        assert ["world"] * 3 == [made.ask().hello for _ in range(3)]

    def test_does_not_mind_keys(self, way, service):
        """
        Who refuses a key is well.
        """
        service.fault = Fault.UNAUTHORIZED
        made = way(breaker=BreakerRule(failures=2, rest_s=60))

        assert [Verdict.UNAUTHORIZED] * 4 == [_failed(made).verdict for _ in range(4)]


class TestOthersLibraries:
    def test_are_let_out_the_same_way(self, way, service):
        """
        What speaks to a provider by itself is noted, limited and refused like everything else.
        """
        made = way(dollars_a_run=1.0)

        async def spoken(dollars):
            async with made.channel.admitted("large", Charge(dollars=dollars)) as note:
                note(Charge(characters=12, dollars=dollars))

        asyncio.run(spoken(0.75))
        with pytest.raises(BudgetError):
            asyncio.run(spoken(0.75))

        assert [("large", 12)] == [(record.model, record.charge.characters) for record in made.records]

    def test_that_are_cut_off_are_noted(self, way):
        """
        A call that nobody waits for any more keeps what it was expected to cost, and says nothing of the provider.
        """
        made = way()

        async def cut_off():
            async with made.channel.admitted("large", Charge(dollars=0.75)):
                raise asyncio.CancelledError

        with contextlib.suppress(asyncio.CancelledError):
            asyncio.run(cut_off())

        (record,) = made.records
        assert ("CutOff", 0.75) == (record.verdict, record.charge.dollars)
        assert () == made.calls.outcomes("greeter")

    def test_that_were_not_begun_are_not_under_way(self, way, monkeypatch):
        """
        Who is cancelled while a call is noted has made none: nothing is counted that would take the place of others.
        """
        made, noted, go_on = way(), threading.Event(), threading.Event()
        begin = made.calls.begin

        def slowly(*planned):
            found = begin(*planned)
            noted.set()
            go_on.wait()
            return found

        monkeypatch.setattr(made.calls, "begin", slowly)

        async def cancelled():
            asking = asyncio.create_task(made.channel.json(HELLO, Greeting))
            await asyncio.to_thread(noted.wait)
            asking.cancel()
            asyncio.get_running_loop().call_soon(go_on.set)
            with pytest.raises(asyncio.CancelledError):
                await asking

        asyncio.run(cancelled())

        assert () == made.records


class TestStreams:
    def test_are_read_as_they_come(self, way, service):
        """
        Events are given one by one, however the bytes are cut, and are kept like other answers.
        """
        text = 'data: {"word":\ndata: "π"}\r\n\r\n: nothing\n\nevent: end\ndata: [DONE]'
        service.routes[("POST", "/v1/hello")] = lambda asked: Answer(text.encode(), type="text/event-stream")
        call = attrs.evolve(PAID, takes=("text/event-stream",))
        made = way()

        async def read(body):
            return [event async for event in body.events()]

        expected = ['{"word":\n"π"}', "[DONE]"]
        assert expected == asyncio.run(made.channel.ask(call, read))
        assert expected == asyncio.run(made.channel.ask(call, read))
        assert 1 == len(service.asked)
        assert {"word": "π"} == json.loads(expected[0])

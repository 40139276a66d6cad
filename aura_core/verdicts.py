"""
What became of asking a provider, when nothing good did.

Rule: a verdict says who has to do something. ``retryable`` ones pass by themselves; the others wait for the owner.
"""

from __future__ import annotations

from enum import Enum
from typing import Final

import attrs


__all__ = ["MEANINGS", "Meaning", "Verdict"]


class Verdict(Enum):
    """Why a provider did not do what it was asked for."""

    NOT_BUILT = "NotBuilt"
    NOT_CONFIGURED = "NotConfigured"
    KEY_FORMAT = "KeyFormat"
    OFFLINE = "Offline"
    BUDGET = "Budget"
    BREAKER_OPEN = "BreakerOpen"
    DNS = "Dns"
    REFUSED = "Refused"
    TLS = "Tls"
    PROXY = "Proxy"
    PRIVATE_ADDRESS = "PrivateAddress"
    TIMEOUT = "Timeout"
    RESET = "Reset"
    UNAUTHORIZED = "Unauthorized"
    FORBIDDEN = "Forbidden"
    QUOTA = "Quota"
    MODEL_NOT_FOUND = "ModelNotFound"
    RATE_LIMITED = "RateLimited"
    REJECTED = "Rejected"
    CONTENT_POLICY = "ContentPolicy"
    SERVER_ERROR = "ServerError"
    REDIRECTED = "Redirected"
    WRONG_TYPE = "WrongType"
    TOO_LARGE = "TooLarge"
    TRUNCATED = "Truncated"
    BAD_SCHEMA = "BadSchema"
    NOTHING_FOUND = "NothingFound"

    @property
    def meaning(self) -> Meaning:
        """What it says, and to whom."""
        return MEANINGS[self]


@attrs.frozen
class Meaning:
    """
    What a verdict says.

    Attributes:
        code: As in ``docs/errors/README.md``.

        title: A few words.

        explanation: What happened, as a sentence.

        remedy: What its owner can do, as a sentence.

        step_code: The word that a job's step carries.

        retryable: Whether the same request may succeed later with nothing changed.
    """

    code: str
    title: str
    explanation: str
    remedy: str
    step_code: str
    retryable: bool = False


MEANINGS: Final = {
    Verdict.NOT_BUILT: Meaning(
        "E997",
        "Provider Not Built",
        "The provider is known by name, and nobody has built it.",
        "Choose another provider; `aura providers` lists who is there.",
        "ProviderNotSupported",
    ),
    Verdict.NOT_CONFIGURED: Meaning(
        "E305-NOT_CONFIGURED",
        "Provider Not Configured",
        "Something that the provider needs, such as its key, was not given.",
        "Give it; `aura providers` says what is missing.",
        "ProviderNotConfigured",
    ),
    Verdict.KEY_FORMAT: Meaning(
        "E306-KEY_FORMAT",
        "Key Malformed",
        "The key cannot be one of the provider's; nothing was sent.",
        "Copy the key once more from the provider's page, whole and without quotes.",
        "ProviderKeyInvalid",
    ),
    Verdict.OFFLINE: Meaning(
        "E307",
        "Offline Mode",
        "Offline mode is on; nothing was sent.",
        "Turn offline mode off, or choose a provider that works offline.",
        "OfflineMode",
    ),
    Verdict.BUDGET: Meaning(
        "E308-BUDGET",
        "Budget Exhausted",
        "The call could cost more than is left of a budget; it was not made.",
        "Raise the budget, wait for its next day or month, or choose a provider that costs nothing.",
        "BudgetExhausted",
    ),
    Verdict.BREAKER_OPEN: Meaning(
        "E305-BREAKER_OPEN",
        "Provider Resting",
        "The provider failed several times in a row and is left alone for a while.",
        "Wait a minute, or choose another provider.",
        "CIRCUIT_OPEN",
        retryable=True,
    ),
    Verdict.DNS: Meaning(
        "E305-DNS",
        "Host Not Found",
        "The provider's host name has no address.",
        "Check the address of the provider and the connection to the internet.",
        "TransientNetworkFailure",
        retryable=True,
    ),
    Verdict.REFUSED: Meaning(
        "E305-REFUSED",
        "Connection Refused",
        "Nobody listens at the provider's address.",
        "Start the provider if it runs on your machine, and check its address.",
        "TransientNetworkFailure",
        retryable=True,
    ),
    Verdict.TLS: Meaning(
        "E305-TLS",
        "Certificate Refused",
        "The encrypted connection could not be made.",
        "Check the clock of this machine and the address; behind a proxy that reads along, name its certificate in SSL_CERT_FILE.",
        "SSLCertificateError",
    ),
    Verdict.PROXY: Meaning(
        "E305-PROXY",
        "Proxy Failed",
        "The proxy was not reached, or refused to connect.",
        "Check HTTPS_PROXY or the provider's own (OPENAI_PROXY and its like), and the name and password in it.",
        "TransientNetworkFailure",
        retryable=True,
    ),
    Verdict.PRIVATE_ADDRESS: Meaning(
        "E305-PRIVATE_ADDRESS",
        "Address Not Public",
        "The address leads into a private network, where only providers that are local by nature may be.",
        "Correct the address, or choose the provider for servers of your own.",
        "ProviderNotConfigured",
    ),
    Verdict.TIMEOUT: Meaning(
        "E301",
        "Provider Timed Out",
        "The provider did not answer in time.",
        "Try again; if it happens often, raise the provider's time limit or choose another one.",
        "StepTimeout",
        retryable=True,
    ),
    Verdict.RESET: Meaning(
        "E305-RESET",
        "Connection Lost",
        "The connection ended without an answer.",
        "Try again.",
        "TransientNetworkFailure",
        retryable=True,
    ),
    Verdict.UNAUTHORIZED: Meaning(
        "E306",
        "Key Refused",
        "The provider does not accept the key.",
        "Make a new key on the provider's page and give it with `aura keys set`.",
        "ProviderKeyInvalid",
    ),
    Verdict.FORBIDDEN: Meaning(
        "E306-FORBIDDEN",
        "Not Permitted",
        "The key is known, but may not do this.",
        "Give the key the permission on the provider's page, or use another key, model or region.",
        "ProviderKeyInvalid",
    ),
    Verdict.QUOTA: Meaning(
        "E308-QUOTA",
        "Account Exhausted",
        "The account has no credit or quota left.",
        "Add credit on the provider's page, wait for the next period, or choose another provider.",
        "ProviderRateLimited",
    ),
    Verdict.MODEL_NOT_FOUND: Meaning(
        "E305-MODEL_NOT_FOUND",
        "Model Not Found",
        "The provider has nothing at that address, mostly because it does not know the model or voice.",
        "Choose a model or voice that the provider lists, and check its address.",
        "ProviderNotConfigured",
    ),
    Verdict.RATE_LIMITED: Meaning(
        "E308",
        "Too Many Requests",
        "The provider, or a limit of yours, allows no more requests for now.",
        "Wait a while, or raise the limit.",
        "ProviderRateLimited",
        retryable=True,
    ),
    Verdict.REJECTED: Meaning(
        "E305-REJECTED",
        "Request Rejected",
        "The provider understood the request and will not do it.",
        "Change what was asked for as the provider says.",
        "ProviderRejected",
    ),
    Verdict.CONTENT_POLICY: Meaning(
        "E310",
        "Content Refused",
        "The provider's rules forbid the content.",
        "Word it differently, or choose another provider.",
        "ProviderRejected",
    ),
    Verdict.SERVER_ERROR: Meaning(
        "E305-SERVER_ERROR",
        "Provider Out of Order",
        "The provider failed on its own side.",
        "Try again later; the provider's status page may say more.",
        "ProviderServerError",
        retryable=True,
    ),
    Verdict.REDIRECTED: Meaning(
        "E305-REDIRECTED",
        "Redirected Elsewhere",
        "The answer leads to another host, which a key is never sent to.",
        "Give the address that it leads to, if you trust it.",
        "ProviderNotConfigured",
    ),
    Verdict.WRONG_TYPE: Meaning(
        "E305-WRONG_TYPE",
        "Answer of Wrong Type",
        "The answer is of another type than the provider documents, such as a web page.",
        "Check the address; a login page or a proxy may stand in between.",
        "ProviderServerError",
    ),
    Verdict.TOO_LARGE: Meaning(
        "E305-TOO_LARGE",
        "Answer Too Large",
        "The answer is larger than any that makes sense.",
        "Check the address, or choose another provider.",
        "ProviderServerError",
    ),
    Verdict.TRUNCATED: Meaning(
        "E305-TRUNCATED",
        "Answer Cut Short",
        "The answer ended before it was complete.",
        "Try again.",
        "TransientNetworkFailure",
        retryable=True,
    ),
    Verdict.BAD_SCHEMA: Meaning(
        "E309",
        "Answer Not Understood",
        "The answer is not what the provider documents.",
        "Check the address and the model; if both are right, the provider may have changed its API.",
        "ProviderServerError",
    ),
    Verdict.NOTHING_FOUND: Meaning(
        "E305-NOTHING_FOUND",
        "Nothing Found",
        "The provider has nothing that matches.",
        "Search for something more common: give the scene other words, or a picture of your own.",
        "ProviderRejected",
    ),
}
"""What each verdict says; the codes of the original where they mean the same."""

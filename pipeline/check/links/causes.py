"""An exception of requests or urllib3 → the result it means: by the types of its causes, never by the words of its message."""

import http.client
import socket
import ssl
from collections.abc import Iterator

import requests
import urllib3

from pipeline.check.links.evidence import Result
from pipeline.check.links.pages import OversizedError
from pipeline.check.links.vetting import RefusedError

DEEPEST = 12
NAMELESS = frozenset(getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA") if hasattr(socket, name))
KINDS: tuple[tuple[type[BaseException], Result], ...] = (
    (RefusedError, Result.REFUSED),
    (OversizedError, Result.OVERSIZED),
    (ssl.SSLCertVerificationError, Result.CERTIFICATE),
    (ssl.CertificateError, Result.CERTIFICATE),
    (socket.gaierror, Result.NAME_FAILURE),
    (TimeoutError, Result.TIMEOUT),
    (urllib3.exceptions.TimeoutError, Result.TIMEOUT),
    (ConnectionRefusedError, Result.UNREACHED),
    (ConnectionResetError, Result.RESET),
    (BrokenPipeError, Result.RESET),
    (http.client.RemoteDisconnected, Result.RESET),
    (ssl.SSLError, Result.RESET),
    (http.client.IncompleteRead, Result.TRUNCATED),
    (urllib3.exceptions.IncompleteRead, Result.TRUNCATED),
    (http.client.HTTPException, Result.MALFORMED),
    (requests.exceptions.InvalidURL, Result.IMPOSSIBLE),
    (urllib3.exceptions.LocationParseError, Result.IMPOSSIBLE),
    (UnicodeError, Result.IMPOSSIBLE),
    (OSError, Result.UNREACHED),
)
"""The first kind that any of the causes has counts."""
CERTIFICATES = {
    10: "the certificate has expired",
    18: "the certificate is signed by nobody but itself",
    62: "the certificate is another host's",
}
"""Codes of OpenSSL."""


def told(error: BaseException) -> tuple[Result, str]:
    """What an exception means, and a few words where there is more to say."""
    causes = [cause for cause in _causes(error) if not _wrapper(cause)]
    for kind, result in KINDS:
        for cause in causes:
            if isinstance(cause, kind):
                return _precise(result, cause)
    return Result.MALFORMED, type(error).__name__


def _precise(result: Result, cause: BaseException) -> tuple[Result, str]:
    if isinstance(cause, RefusedError):
        return result, str(cause)
    if isinstance(cause, socket.gaierror):
        return (Result.NO_SUCH_NAME, "") if cause.errno in NAMELESS else (result, "")
    if isinstance(cause, ssl.SSLCertVerificationError):
        return result, CERTIFICATES.get(cause.verify_code, "nobody we trust has signed the certificate")
    return result, ""


def _wrapper(error: BaseException) -> bool:
    """Whether an exception only wraps another: requests' own are all kinds of OSError, which would say more than is known."""
    return isinstance(error, requests.exceptions.RequestException) and not isinstance(error, requests.exceptions.InvalidURL)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An exception and all that it was made of, the outermost first."""
    seen: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting and len(seen) < DEEPEST:
        found = waiting.pop(0)
        if not isinstance(found, BaseException) or any(found is other for other in seen):
            continue
        seen.append(found)
        waiting += [found.__cause__, found.__context__, getattr(found, "reason", None), *found.args]
    yield from seen

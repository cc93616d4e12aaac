"""Secrets of sources: what is kept and shown is where a secret stands, never the secret."""

import re
from collections.abc import Callable
from typing import Final

SecretOf = Callable[[str], str | None]
"""Gives the secret of a name, None where there is none. The top room looks it up, nothing here does."""

_REFERENCE: Final = re.compile(r"env:([A-Za-z_][A-Za-z0-9_]{0,99})")


class SecretMissing(Exception):
    """A secret cannot be had. The text is Chinese and names the reference alone."""


def is_reference(text: str) -> bool:
    """Whether `text` names where a secret stands: env:NAME."""
    return _REFERENCE.fullmatch(text) is not None


def secret_behind(reference: str, secret_of: SecretOf) -> str:
    """The secret that a reference names. Raises `SecretMissing`."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise SecretMissing("密钥应写作 env:环境变量名")
    value = secret_of(found.group(1))
    if not value:
        raise SecretMissing(f"环境变量 {found.group(1)} 未设置，无法取得密钥")
    return value


def no_secrets(_name: str) -> None:
    """Where no secrets were handed down."""

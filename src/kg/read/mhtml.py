"""Pages saved as one file (.mht, .mhtml)."""

import email
import email.policy

from kg.errors import InputError


def html_part(data: bytes, path: str) -> bytes:
    """The first HTML part of a saved page, as bytes in the encoding that it declares."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return payload
    raise InputError(path, "holds no page", "save it as HTML")

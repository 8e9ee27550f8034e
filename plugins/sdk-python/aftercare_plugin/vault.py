"""Secrets have names; the desk computes with them, and a plugin never sees one.

A part of what is hashed, signed or sent is a text, bytes, or a `secret(name)`.
"""

import hmac as _compare

from componentize_py_types import Err
from wit_world.imports import vault as wired

from . import encode, failure
from .shape import shaped


def secret(name, form="plain"):
    """The secret by its name in the manifest, written another way first where `form` says so."""
    return shaped(wired.Part, ("secret", {"name": name, "form": form}))


def parts(given):
    """Pieces as the contract has them."""
    made = []
    for part in given:
        if isinstance(part, (bytes, bytearray)):
            made.append(wired.Part_Bytes(bytes(part)))
        elif isinstance(part, (wired.Part_Text, wired.Part_Bytes, wired.Part_Secret)):
            made.append(part)
        else:
            made.append(wired.Part_Text(shaped(str, part, "part")))
    return made


def _do(call, *values):
    try:
        return call(*values)
    except Err as error:
        raise failure.of_vault(error.value) from None


def digest(alg, *given):
    """"md5", "sha1", "sha256", "sha512", "sm3": the digest over all parts, one after the other."""
    return _do(wired.digest, alg, parts(given))


def md5_hex(*given):
    return digest("md5", *given).hex()


def md5_hex_upper(*given):
    return md5_hex(*given).upper()


def sha256_hex(*given):
    return digest("sha256", *given).hex()


def sm3_hex(*given):
    return digest("sm3", *given).hex()


def hmac(alg, key, message):
    """Key and message are lists of parts."""
    return _do(wired.hmac, alg, parts(key), parts(message))


def hmac_hex(alg, key, message):
    return hmac(alg, key, message).hex()


def hmac_base64(alg, key, message):
    return encode.base64(hmac(alg, key, message))


def hmac_chain(alg, key, messages):
    """Each output is the key of the next: the signatures of Tencent Cloud and AWS."""
    return _do(wired.hmac_chain, alg, parts(key), [shaped(bytes, one) for one in messages])


def sign(alg, name, message):
    """"rsa-sha256", "rsa-pss-sha256", "ed25519" with a private key."""
    return _do(wired.sign, alg, name, shaped(bytes, message))


def decrypt(alg, key, iv, data):
    """"aes-cbc-pkcs7", "aes-cbc", "aes-ecb-pkcs7"."""
    return _do(wired.decrypt, alg, parts(key), bytes(iv), bytes(data))


def encrypt(alg, key, iv, data):
    return _do(wired.encrypt, alg, parts(key), bytes(iv), bytes(data))


def put(name, value, expires=None):
    """Keeps a secret learned on the way, of a name the manifest declares as `rotating`."""
    _do(wired.put, name, shaped(str, value), None if expires is None else shaped(str, expires))


def expires(name):
    """When a secret that was put runs out."""
    return wired.expires(name)


def reveal(name):
    """Only with the permission `secrets.reveal`."""
    return _do(wired.reveal, name)


def same(a, b):
    """Whether two texts are the same; takes as long for the first difference as for the last."""
    return _compare.compare_digest(a.encode("utf-8"), b.encode("utf-8"))

"""RS256 signing and checking of tokens, with the key of the settings."""

from functools import cache

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

ALGORITHM = "RS256"
KEY_BITS = 2048


def _new_private_key():
    """Return a fresh key as PEM, for settings.RSA_PRIVATE_KEY."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    return key.private_bytes(
        encoding=serialization.Encoding.PEM,
        format=serialization.PrivateFormat.TraditionalOpenSSL,
        encryption_algorithm=serialization.NoEncryption(),
    ).decode()


class JWTManager:
    @classmethod
    @cache
    def get_private_key(cls):
        """Return the configured key; in DEBUG one made for this process."""
        pem = settings.RSA_PRIVATE_KEY
        if pem:
            data = pem.encode() if isinstance(pem, str) else pem
            password = settings.RSA_PRIVATE_PASSWORD
            return serialization.load_pem_private_key(
                data, password.encode() if password else None
            )
        if settings.DEBUG:
            return rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
        raise ImproperlyConfigured(
            "RSA_PRIVATE_KEY is required when DEBUG mode is disabled."
        )

    @classmethod
    @cache
    def get_public_key(cls):
        return cls.get_private_key().public_key()

    @classmethod
    def encode(cls, payload):
        return jwt.encode(payload, cls.get_private_key(), algorithm=ALGORITHM)

    @classmethod
    def decode(cls, token, verify_expiration=True, verify_aud=False):
        """Return the payload of a token signed here; raises PyJWTError."""
        return jwt.decode(
            token,
            cls.get_public_key(),
            algorithms=[ALGORITHM],
            options={"verify_exp": verify_expiration, "verify_aud": verify_aud},
        )

    @classmethod
    def get_issuer(cls):
        # Imported late: settings for tests make their key with this module.
        from .utils import build_absolute_uri, get_domain

        return build_absolute_uri(reverse("api"), domain=get_domain())


def get_jwt_manager():
    return JWTManager

"""One-time tokens of mailed links."""

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils.crypto import salted_hmac


class AccountConfirmTokenGenerator(PasswordResetTokenGenerator):
    """Spent by confirming: the account's state is part of what is signed."""

    key_salt = "saleor.core.tokens.AccountConfirmTokenGenerator"

    def _make_hash_value(self, user, timestamp):
        state = f"{user.pk}{user.password}{user.email}{user.is_confirmed}"
        return salted_hmac(self.key_salt, state).hexdigest() + str(timestamp)


account_confirm_token_generator = AccountConfirmTokenGenerator()

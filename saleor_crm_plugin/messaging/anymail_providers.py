"""The providers of e-mail that django-anymail speaks to, and how each of them signs its reports."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Provider:
    """One provider: its parts of django-anymail, and what these call key and signature.

    Without `signing_key` the provider can only sign in to us, by the webhook's user and password.
    """

    backend: str
    webhook: str
    key: str
    signing_key: str = ""


PROVIDERS = {
    "brevo": Provider(
        backend="anymail.backends.brevo.EmailBackend",
        webhook="anymail.webhooks.brevo.BrevoTrackingWebhookView",
        key="api_key",
    ),
    "mailersend": Provider(
        backend="anymail.backends.mailersend.EmailBackend",
        webhook="anymail.webhooks.mailersend.MailerSendTrackingWebhookView",
        key="api_token",
        signing_key="signing_secret",
    ),
    "mailgun": Provider(
        backend="anymail.backends.mailgun.EmailBackend",
        webhook="anymail.webhooks.mailgun.MailgunTrackingWebhookView",
        key="api_key",
        signing_key="webhook_signing_key",
    ),
    "postmark": Provider(
        backend="anymail.backends.postmark.EmailBackend",
        webhook="anymail.webhooks.postmark.PostmarkTrackingWebhookView",
        key="server_token",
    ),
    "sendgrid": Provider(
        backend="anymail.backends.sendgrid.EmailBackend",
        webhook="anymail.webhooks.sendgrid.SendGridTrackingWebhookView",
        key="api_key",
        signing_key="tracking_webhook_verification_key",
    ),
    "sparkpost": Provider(
        backend="anymail.backends.sparkpost.EmailBackend",
        webhook="anymail.webhooks.sparkpost.SparkPostTrackingWebhookView",
        key="api_key",
    ),
}

"""Messages: text and HTML, with the headers of RFC 8058."""

from secrets import token_hex
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from programmes.notices.addresses import decrypted
from programmes.notices.content import content_of
from programmes.notices.topics import title_of, without_free_texts


class Rendered:
    """The subject, text and HTML of a message, the same for every receiver but for its links.

    Attributes:
        place: takes the place of the token of the receiver; no text that is rendered can hold it.
    """

    def __init__(self, template, subject, site, **context):
        self.subject = subject
        self.host = urlsplit(site).hostname
        self.place = token_hex()
        self.unsubscribe = site + reverse("unsubscribe", args=[self.place])
        links = {
            name: site + reverse(name, args=[self.place]) for name in ("subscription", "confirm")
        }
        context |= links | {"site": site, "subject": subject}
        self.text = render_to_string(f"notices/{template}_mail.txt", context)
        self.html = render_to_string(f"notices/{template}_mail.html", context)

    def to(self, delivery):
        """Return the message of a delivery; its Message-ID stays the same however often sent."""
        token = delivery.subscription.token
        unsubscribe = self.unsubscribe.replace(self.place, token)
        headers = {
            "Message-ID": f"<{delivery.notice_id or 'bevestigen'}.{delivery.pk}@{self.host}>",
            "List-Unsubscribe": f"<{unsubscribe}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "List-ID": f"<{delivery.subscription.topic_id}.berichten.{self.host}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": "nl",
        }
        message = EmailMultiAlternatives(
            self.subject,
            self.text.replace(self.place, token),
            settings.DEFAULT_FROM_EMAIL,
            [decrypted(delivery.subscription.address)],
            headers=headers,
        )
        message.attach_alternative(self.html.replace(self.place, token), "text/html")
        return message


def notice_rendered(notice, site):
    """Return the `Rendered` of a notice, or None when nothing of it is public any more."""
    content = content_of(notice)
    if not content.entries:
        return None
    page = site + reverse("notice", args=[notice.pk])
    return Rendered("notice", content.subject, site, content=content, notice=notice, page=page)


def confirmation_rendered(subscription, site):
    """Return the `Rendered` that asks to confirm an address, or says that it is confirmed.

    Anybody may have it sent to an address of somebody else, so it has no word that a reader typed:
    of the filters of a list it names the choices.
    """
    topic = subscription.topic
    context = {"title": title_of(topic, without_free_texts(topic)), "topic": topic}
    if subscription.confirmed_at:
        return Rendered("known", _("You follow this already"), site, **context)
    return Rendered("confirm", _("Confirm your e-mail address"), site, **context)

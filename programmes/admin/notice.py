"""Numbers of notices by e-mail; addresses are encrypted and on no screen."""

from django.contrib import admin
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from programmes.admin.review import LogMixin
from programmes.models import Delivery, Notice, Topic
from programmes.notices.topics import title_of


@admin.register(Notice)
class NoticeAdmin(LogMixin, admin.ModelAdmin):
    """The notices, with how many were sent, and what is followed and what fails."""

    list_display = ("number", "about", "made_at", "sent", "waiting", "refused")
    list_display_links = None
    list_select_related = ("topic",)
    list_per_page = 50
    actions = None
    change_list_template = "admin/notices.html"

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(waiting=Count("deliveries"))

    def changelist_view(self, request, extra_context=None):
        figures = {"topics": followed(), "failing": failing(), "waiting": Delivery.objects.count()}
        return super().changelist_view(request, figures | (extra_context or {}))

    @admin.display(description=_("notice"))
    def number(self, notice):
        return format_html('<a href="{}">{}</a>', reverse("notice", args=[notice.pk]), notice.pk)

    @admin.display(description=_("what is followed"))
    def about(self, notice):
        return f"{title_of(notice.topic)} ({notice.topic.get_frequency_display()})"

    @admin.display(description=_("to be sent"))
    def waiting(self, notice):
        return notice.waiting


def followed():
    """Return (title, how often, number of confirmed addresses) of the topics followed most."""
    confirmed = Q(subscriptions__confirmed_at__isnull=False)
    topics = Topic.objects.annotate(number=Count("subscriptions", filter=confirmed))
    most = topics.filter(number__gt=0).order_by("-number", "pk")[:50]
    return [(title_of(each), each.get_frequency_display(), each.number) for each in most]


def failing():
    """Return (reason, number of messages) of what could not be sent so far."""
    rows = Delivery.objects.failing().values("code").annotate(number=Count("pk"))
    return [(reason(row["code"]), row["number"]) for row in rows.order_by("code")]


def reason(code):
    """Return the SMTP code of a refusal in words."""
    if not code:
        return capfirst(_("no connection with the mail server"))
    words = _("refused for good") if code >= 500 else _("refused for now")
    return f"{code}: {words}"

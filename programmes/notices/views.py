"""The pages of notices by e-mail: subscribe, confirm, change, stop, and each notice."""

import logging
from functools import wraps
from threading import Timer

from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connections
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from programmes.models.notice import Notice
from programmes.models.subscription import Frequency, Subscription
from programmes.notices import addresses, subscribing
from programmes.notices.content import content_of
from programmes.notices.forms import FollowForm
from programmes.notices.sending import Outbox, ServerRefusesError
from programmes.notices.topics import path_of, title_of, topic_of, without_free_texts

log = logging.getLogger(__name__)
# Seconds after the answer at which the first message is sent: the answer never waits for it.
DELAY = 0.5
# Requests by one network (IPv6: a /64), and requests for one address.
LIMITS = {"follow": "30/h/ip", "follow_address": "5/h/key,10/d/key"}
# The last notices about the same that a page lists.
SHOWN = 10


# Without a session there is nothing that another site could abuse: no cookie, no CSRF token.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request):
    """Explain how to follow; with `van`, the address of a page, show the form or take it in."""
    address = request.GET.get("van")
    if not address:
        return render(request, "pages/follow.html", {"sends_mail": settings.SENDS_MAIL})
    if not settings.SENDS_MAIL:
        raise Http404
    try:
        topic = topic_of(address)
    except ValidationError as error:
        return render(request, "400.html", {"problems": error.messages}, status=400)
    form = FollowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return taken_in(request, form.cleaned_data, topic)
    context = {"form": form, "title": title_of(topic), "path": path_of(topic)}
    status = 400 if request.method == "POST" else 200
    return render(request, "notices/follow.html", context, status=status)


def taken_in(request, given, topic):
    """Store a request and send the message to confirm it; the answer is the same for every address.

    Too many requests get 429, whether or not the address follows anything.
    """
    key = addresses.digest(given["email"])
    for action, of in (("follow", None), ("follow_address", key)):
        if not ratelimit.consume(request, app="notices", action=action, config=LIMITS, key=of):
            return render(request, "notices/too_many.html", status=429)
    delivery = subscribing.subscribe(given["email"], topic, given["hoe_vaak"])
    if delivery:
        site = request.build_absolute_uri("/")[:-1]
        Timer(DELAY, send_first, args=(site, delivery.pk)).start()
    return redirect("follow-sent")


def send_first(site, pk):
    """Send the message to confirm an address; when that fails, `send_notices` tries again."""
    try:
        with Outbox(site) as outbox:
            outbox.send_next(pk=pk)
    except ServerRefusesError as error:
        log.error("The mail server refused a message: code %s.", error.code)
    finally:
        connections.close_all()


def by_token(view):
    """Decorate a view of (request, subscription) for the links in messages; 410 when it ended.

    No cookie and no CSRF token: who has the token may do this, and mail programs post too
    (RFC 8058).
    """

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answer(request, token):
        found = Subscription.objects.live().select_related("topic").filter(token=token).first()
        response = view(request, found) if found else ended(request)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return answer


def ended(request):
    return render(request, "notices/ended.html", status=410)


@by_token
def confirm(request, subscription):
    """Ask for one click, as programs open links in mail too; confirm on POST."""
    if request.method == "POST":
        subscribing.confirm(subscription)
    elif not subscription.confirmed_at:
        return render(request, "notices/confirm.html", context_of(subscription))
    return redirect("subscription", subscription.token)


@by_token
def subscription(request, subscription):
    """Show what is followed; change how often on POST."""
    if request.method == "POST" and request.POST.get("hoe_vaak") in Frequency:
        if not subscription.confirmed_at:
            return redirect("confirm", subscription.token)
        subscribing.change(subscription, request.POST["hoe_vaak"])
        return redirect("subscription", subscription.token)
    return render(request, "notices/subscription.html", context_of(subscription))


@by_token
def unsubscribe(request, subscription):
    """Ask for one click; on POST delete the subscription, and all that is kept of the address."""
    if request.method == "POST":
        subscription.delete()
        subscribing.tidy()
        return render(request, "notices/stopped.html")
    return render(request, "notices/subscription.html", context_of(subscription))


def context_of(subscription):
    topic = subscription.topic
    others = [(each.value, each.label) for each in Frequency if each != topic.frequency]
    return {
        "subscription": subscription,
        "topic": topic,
        "title": title_of(topic),
        "path": path_of(topic),
        "others": others,
        "last": topic.notices.all()[:SHOWN],
    }


@require_safe
def notice(request, number):
    """Show a notice: what its mail said, for as far as that is public.

    Without the words that its follower typed, which would become public on a page of this site.
    """
    found = get_object_or_404(Notice.objects.select_related("topic"), pk=number)
    query = without_free_texts(found.topic)
    others = Notice.objects.filter(topic=found.topic)
    context = {
        "notice": found,
        "content": content_of(found, query),
        "has_free_texts": query != found.topic.query,
        "previous": others.filter(pk__lt=number).first(),
        "next": others.filter(pk__gt=number).last(),
    }
    response = render(request, "notices/notice.html", context)
    # Not kept: the next notice changes this page, and is not a change of the register.
    response["Cache-Control"] = "public, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response

"""Errors to Sentry and traces by OpenTelemetry, without what is about a visitor."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from inspectie.backup.making import version
from inspectie.monitoring.views import view_name

# What Sentry adds about a request: addresses, parameters, cookies and queries.
ABOUT_VISITORS = ("request", "user", "breadcrumbs", "server_name", "extra", "logentry")
MISSING = "{} needs other packages: python -m pip install -r requirements-reporting.txt"


def start():
    """Start what is set.

    Raises:
        ImproperlyConfigured: when its packages are not installed.
    """
    for name, begin in (("SENTRY_DSN", errors), ("OTEL_EXPORTER_OTLP_ENDPOINT", traces)):
        if getattr(settings, name):
            try:
                begin()
            except ImportError as error:
                raise ImproperlyConfigured(MISSING.format(name)) from error


def errors():
    import sentry_sdk

    sentry_sdk.init(
        settings.SENTRY_DSN,
        release=version(),
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        before_send=without_visitor,
    )


def without_visitor(event, _hint):
    """Return an event of Sentry without what is about a visitor, as the text of an error may be."""
    kept = {name: value for name, value in event.items() if name not in ABOUT_VISITORS}
    for error in kept.get("exception", {}).get("values", []):
        error.pop("value", None)
    return kept


def traces():
    from opentelemetry import trace
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource.create({"service.name": "inspectie"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)


def traced(get_response):
    """Return middleware that makes a span of each request, with its view and status."""
    from opentelemetry import propagate, trace

    tracer = trace.get_tracer(__name__)

    def middleware(request):
        context = propagate.extract(request.headers)
        with tracer.start_as_current_span(request.method, context, trace.SpanKind.SERVER) as span:
            response = get_response(request)
            span.update_name(f"{request.method} {view_name(request)}")
            span.set_attribute("http.response.status_code", response.status_code)
            return response

    return middleware

"""The settings of metrics and the log; off until they are set."""

import os

from django.core.exceptions import ImproperlyConfigured

from inspectie.environment import VAR_DIR, env

# The address, as host:port or a port on 127.0.0.1, on which Prometheus finds the metrics.
METRICS_ADDRESS = env.str("METRICS_ADDRESS", default="")
if METRICS_ADDRESS and not METRICS_ADDRESS.rpartition(":")[2].isdigit():
    raise ImproperlyConfigured("METRICS_ADDRESS must be a port, or host:port.")
# Middleware that comes before all other.
MONITORING = []
if METRICS_ADDRESS:
    MONITORING.append("inspectie.monitoring.metrics.counted")
    # The folder in which the server processes add up; the library reads the variable itself.
    FOLDER = env.str("PROMETHEUS_MULTIPROC_DIR", default=str(VAR_DIR / "metrics"))
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = FOLDER

# `json` for a line of JSON for each record.
LOG_FORMAT = env.str("LOG_FORMAT", default="text")
if LOG_FORMAT not in ("text", "json"):
    raise ImproperlyConfigured("LOG_FORMAT must be text or json.")
# Whether each request is logged.
ACCESS_LOG = env.bool("ACCESS_LOG", default=False)
# A query that takes as many milliseconds is logged; 0 for none.
SLOW_QUERY_MS = env.int("SLOW_QUERY_MS", default=0)
if LOG_FORMAT == "json" or ACCESS_LOG or SLOW_QUERY_MS:
    MONITORING.append("inspectie.monitoring.log.logged")

# Where errors and traces are sent; with packages of requirements-reporting.txt.
SENTRY_DSN = env.str("SENTRY_DSN", default="")
OTEL_EXPORTER_OTLP_ENDPOINT = env.str("OTEL_EXPORTER_OTLP_ENDPOINT", default="")
if OTEL_EXPORTER_OTLP_ENDPOINT:
    MONITORING.append("inspectie.monitoring.reporting.traced")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"format": "%(message)s"},
        "json": {"()": "inspectie.monitoring.log.JSONFormatter"},
    },
    "filters": {"short": {"()": "inspectie.monitoring.log.WithoutTraceback"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
    "loggers": {
        "inspectie.access": {"level": "INFO"},
        # Anybody can send another host name.
        "django.security.DisallowedHost": {"filters": ["short"]},
    },
}

#!/bin/sh
# The timers of a container, as inspectie-*.timer are on Debian. Each waits for itself only.
trap 'trap - TERM; kill 0; wait' TERM

every() {
    seconds=$1
    shift
    while :; do
        .venv/bin/python manage.py "$@"
        sleep "$seconds"
    done
}

every 60 send_notices &
every 60 read_documents &
every 300 make_snapshot --if-due &
every 3600 backup --if-due &
wait

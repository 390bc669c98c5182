#!/bin/sh
# The timers of a container, as inspectie-*.timer are on Debian: each minute, and a backup each night.
manage=".venv/bin/python manage.py"
night=$(date +%F)
while sleep 60; do
    $manage send_notices
    $manage make_snapshot --if-due
    if [ "$night" != "$(date +%F)" ]; then
        $manage backup && night=$(date +%F)
    fi
done

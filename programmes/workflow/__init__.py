"""The verbs of publication: submit, review, publish, schedule, withdraw, adjust."""
